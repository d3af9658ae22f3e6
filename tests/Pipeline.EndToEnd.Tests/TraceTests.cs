using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipeline.Articles;
using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>What a full run tells of itself: one article can be followed from its file to the mail, and no word of it or of a reader is in the logs.</summary>
public sealed class TraceTests : IAsyncDisposable
{
    private const string Reader = "desk@journal-de-valmeuse.fr";
    private readonly string _storage;
    private readonly SmtpSink _inbox = new();
    private readonly TestFolder _folder = new();

    public TraceTests(StorageAccounts accounts)
    {
        _storage = accounts.Take();
        _folder.Settings["Digest__Recipient"] = Reader;
        _folder.Settings["Keys__Address"] = _folder.Settings["Keys__Ring__k1"] = Convert.ToBase64String(new byte[32]);
    }

    public async ValueTask DisposeAsync()
    {
        await _inbox.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Once_OneArticle_IsFollowedByItsTraceFromTheFileToTheMail()
    {
        await DropAsync(_folder.Write("gare.txt", SampleArticles.Station), _folder.Write("vide.txt", ""));

        await OnceAsync(0);

        var work = await TracesAsync();
        var ingest = Assert.Single(work, one => Is(one, "ingest article") && TagOf(one, "pipeline.article") == ArticleId.FromBlobName("gare.txt").Value);
        Assert.Equal("Ingested", TagOf(ingest, "pipeline.outcome"));
        var digest = Assert.Single(work, one => one.GetProperty("links").EnumerateArray().Any(link => link.GetString() == TraceOf(ingest)));
        Assert.True(Is(digest, "compose digest"));

        // Over the queue the mail is in the digest's trace.
        var delivery = Assert.Single(work, one => Is(one, "deliver digest"));
        var mail = Assert.Single(work, one => Is(one, "send mail"));
        Assert.Equal((TraceOf(digest), TraceOf(digest)), (TraceOf(delivery), TraceOf(mail)));
        Assert.Equal("Submitted", TagOf(mail, "pipeline.outcome"));
        var sent = Encoding.UTF8.GetString(Assert.Single(_inbox.Mails).Content.Span);
        Assert.DoesNotContain(TraceOf(digest), sent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("traceparent", sent, StringComparison.OrdinalIgnoreCase);
        AssertIsSilentOnWords(await File.ReadAllTextAsync(Path.Combine(_folder.Data, "traces.jsonl"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Once_Logs_HoldNoWordOfAnArticleAndNoAddress()
    {
        await DropAsync(_folder.Write("gare.txt", SampleArticles.Station), _folder.Write("bridge.md", SampleArticles.Bridge), _folder.Write("vide.txt", ""));
        _inbox.Fault = SmtpFault.RecipientUnknown550;
        var refused = await OnceAsync(1);
        _inbox.Fault = SmtpFault.None;
        await DropAsync(_folder.Write("musee.txt", SampleArticles.Museum));
        var sent = await OnceAsync(null);

        // They do tell of each article, of the refusal and of the mail.
        Assert.Contains(ArticleId.FromBlobName("gare.txt").Value, refused.Errors, StringComparison.Ordinal);
        Assert.Contains(ArticleId.FromBlobName("vide.txt").Value, refused.Errors, StringComparison.Ordinal);
        Assert.Contains("Pipeline.Delivery", refused.Errors, StringComparison.Ordinal);
        AssertIsSilentOnWords(refused.Errors);
        AssertIsSilentOnWords(sent.Errors);
    }

    private static void AssertIsSilentOnWords(string text)
    {
        foreach (var word in (string[])["Valmeuse", "ministre", "inauguré", "gare", "Harrow", "bridge", "mayor", "musée", "musee", Reader, "journal-de-", "pipeline@example.com"])
        {
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private async Task<IReadOnlyList<JsonElement>> TracesAsync() =>
    [
        .. (await File.ReadAllLinesAsync(Path.Combine(_folder.Data, "traces.jsonl"), TestContext.Current.CancellationToken))
            .Select(line => JsonDocument.Parse(line).RootElement),
    ];

    private static bool Is(JsonElement work, string name) => work.GetProperty("name").GetString() == name;

    private static string TraceOf(JsonElement work) => work.GetProperty("trace").GetString()!;

    private static string? TagOf(JsonElement work, string tag) =>
        work.GetProperty("tags").TryGetProperty(tag, out var value) ? value.GetString() : null;

    private Task<LocalHostProcess> DropAsync(params IEnumerable<string> files) =>
        LocalHostProcess.RunAsync(_folder, 0, ["drop", .. files, "--data", _folder.Data, "--storage", _storage]);

    private async Task<LocalHostProcess> OnceAsync(int? exitCode)
    {
        await using var host = LocalHostProcess.Start(
            _folder, "--once", "--no-seeds", "--traces", "--verbose", "--data", _folder.Data, "--storage", _storage,
            "--smtp", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_inbox.Port}"));
        var code = await host.WaitForExitAsync();
        Assert.True(exitCode is null || code == exitCode, $"Exit code {code}:\n{host.Output}\n{host.Errors}");
        return host;
    }
}
