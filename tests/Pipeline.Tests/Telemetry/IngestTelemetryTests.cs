using System.Diagnostics;
using System.Text;
using Pipeline.Telemetry;
using Pipeline.Tests.Articles;

namespace Pipeline.Tests.Telemetry;

[Collection(nameof(TelemetryCollection))]
public sealed class IngestTelemetryTests : IDisposable
{
    private const string Text = "Le conseil municipal de Valmont a voté le 3 mars 2026 la reconstruction du pont Saint-Blaise.";
    private readonly Newsroom _room = new();
    private readonly Recorder _recorder = new();

    public void Dispose()
    {
        _recorder.Dispose();
        _room.Dispose();
    }

    [Fact]
    public async Task Ingest_AnArticle_ItsTraceGoesOnFromTheTriggerAndIsKeptWithTheVersion()
    {
        using var trigger = new Activity("trigger").Start();
        await _room.DropAsync("a.txt", Text);
        trigger.Stop();

        var ingest = Assert.Single(_recorder.Activities);
        var head = await _room.HeadAsync("a.txt");
        Assert.Equal(trigger.TraceId, ingest.TraceId);
        Assert.Equal(trigger.SpanId, ingest.ParentSpanId);
        Assert.Equal(ingest.Id, head!.TraceParent);
        Assert.Equal((head.Id.Value, "Ingested"), (ingest.GetTagItem("pipeline.article"), ingest.GetTagItem("pipeline.outcome")));
    }

    [Fact]
    public async Task Ingest_SameFileAgain_IsTracedAndCountedOnce()
    {
        await _room.DropAsync("a.txt", Text);
        await _room.DropAsync("a.txt", Text);
        await _room.DropAsync("copie.txt", Text);
        await _room.DropAsync("autre.txt", Text + " Le maire était présent.");
        await _room.DropAsync("vide.txt", "");

        Assert.Equal(["Ingested", "Unchanged", "Ingested", "Ingested", "Quarantined"], _recorder.Activities.Select(activity => activity.GetTagItem("pipeline.outcome")));
        Assert.Equal(5, _recorder.Activities.Select(activity => activity.TraceId).Distinct().Count());
        Assert.Equal(
            new Dictionary<string, double>
            {
                ["pipeline.articles.ingested state=Ingested"] = 2,
                ["pipeline.articles.ingested state=Duplicate"] = 1,
                ["pipeline.articles.quarantined code=empty"] = 1,
                ["pipeline.events.found"] = 2,
                ["pipeline.events.merged"] = 1,
            },
            _recorder.Sums);
    }

    [Fact]
    public async Task Ingest_NobodyListens_KeepsNoTrace()
    {
        _recorder.Dispose();

        await _room.DropAsync("a.txt", Text);

        Assert.Null((await _room.HeadAsync("a.txt"))!.TraceParent);
    }

    [Fact]
    public async Task Link_FromChangesToArticles_LeadsToTheTracesInWhichTheyCameIn()
    {
        await _room.DropAsync("a.txt", Text);
        await _room.DropAsync("b.txt", Text + " Le maire était présent.");
        var traces = _recorder.Activities.Select(activity => activity.TraceId).ToList();
        var changes = await _room.Events.ListChangesAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Make.Token).ToListAsync(Make.Token);

        using var digest = PipelineTelemetry.Source.StartActivity("digest");
        await new ArticleTraces(_room.Articles).LinkAsync(digest, changes, Make.Token);

        Assert.Equal(traces, digest!.Links.Select(link => link.Context.TraceId));
    }

    [Fact]
    public void Continue_AnOrderFromAnotherProcess_BelongsToItsTraceAndNamesTheCaller()
    {
        using var order = PipelineTelemetry.Source.StartActivity("order");
        order!.Stop();
        using var host = new Activity("host").Start();

        using var work = PipelineTelemetry.Continue("work", ActivityKind.Consumer, order.Id);
        using var free = PipelineTelemetry.Continue("free", ActivityKind.Consumer, "no trace");

        Assert.Equal((order.TraceId, order.SpanId), (work!.TraceId, work.ParentSpanId));
        Assert.Equal(host.TraceId, Assert.Single(work.Links).Context.TraceId);
        Assert.Equal(work.TraceId, free!.TraceId);
    }

    [Fact]
    public async Task Ingest_WhatIsToldOfIt_IsNoWordOfTheText()
    {
        _room.Files.Put("Valmont d'abord.txt", Encoding.UTF8.GetBytes(Text), Make.Dropped);
        await _room.IngestByName().RunAsync("Valmont d'abord.txt", isAgain: false, Make.Token);

        var told = _recorder.Activities.SelectMany(activity => activity.TagObjects).Select(tag => $"{tag.Key}={tag.Value}");
        Assert.DoesNotContain(told, tag => tag.Contains("Valmont", StringComparison.OrdinalIgnoreCase) || tag.Contains("conseil", StringComparison.OrdinalIgnoreCase));
    }
}
