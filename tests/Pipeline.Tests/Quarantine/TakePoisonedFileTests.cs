using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Quarantine;
using Pipeline.Tests.Articles;

namespace Pipeline.Tests.Quarantine;

public sealed class TakePoisonedFileTests : IDisposable
{
    private const string Text = "Le conseil municipal de Valmont a voté le 3 mars 2026 la reconstruction du pont Saint-Blaise.";
    private readonly Newsroom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Take_AFileThatNobodyCouldTakeIn_IsAnEntryOfTheQuarantineThatCanBeReadAgain()
    {
        _room.Files.Put("a.txt", Encoding.UTF8.GetBytes(Text), Make.Dropped);

        var outcome = Assert.IsType<IngestOutcome.Quarantined>(await TakeAsync(await MessageAsync("a.txt")));

        Assert.Equal(RejectionCode.GivenUp, outcome.Reason.Code);
        var entry = await _room.Quarantine.FindAsync(outcome.Head.Id, Make.Token);
        Assert.Equal(("given-up", 5, "a.txt"), (entry!.Code, entry.Attempts, entry.FileName));
        Assert.Equal(RejectionCode.GivenUp, _room.Receipts.Written["a.txt"].Reason!.Code);
        Assert.IsType<IngestOutcome.Ingested>(await new RetryArticle(_room.Articles, _room.IngestByName()).RunAsync(outcome.Head.Id, Make.Token));
        Assert.Null(await _room.Quarantine.FindAsync(outcome.Head.Id, Make.Token));
    }

    [Fact]
    public async Task Take_AFileThatWasTakenInMeanwhile_LeavesItAsItIs()
    {
        await _room.DropAsync("a.txt", Text);

        Assert.IsType<IngestOutcome.Unchanged>(await TakeAsync(await MessageAsync("a.txt")));

        Assert.Equal(ArticleState.Ingested, (await _room.HeadAsync("a.txt"))!.State);
    }

    [Fact]
    public async Task Take_AVersionThatWasReplacedOrDeleted_IsNothingToRefuse()
    {
        _room.Files.Put("a.txt", Encoding.UTF8.GetBytes(Text), Make.Dropped);
        var message = await MessageAsync("a.txt");
        _room.Files.Put("a.txt", Encoding.UTF8.GetBytes(Text + " Fin."), Make.Dropped.AddHours(1));
        Assert.Null(await TakeAsync(message));

        await _room.Files.DeleteAsync("a.txt", Make.Token);
        Assert.Null(await TakeAsync(message));
        Assert.Null(await _room.HeadAsync("a.txt"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"ContainerName":1,"BlobName":"a.txt","ETag":"x"}""")]
    [InlineData("""{"ContainerName":"digests","BlobName":"a.txt","ETag":"x"}""")]
    [InlineData("""{"ContainerName":"articles","BlobName":"","ETag":"x"}""")]
    [InlineData("""{"ContainerName":"articles","BlobName":"../digests/a","ETag":"x"}""")]
    public async Task Take_AMessageThatIsNoneOfTheHosts_EndsNormallyAndTouchesNothing(string message)
    {
        _room.Files.Put("a.txt", Encoding.UTF8.GetBytes(Text), Make.Dropped);

        Assert.Null(await TakeAsync(message));

        Assert.Empty(await _room.Quarantine.ListAsync(Make.Token).ToListAsync(Make.Token));
    }

    private Task<IngestOutcome?> TakeAsync(string message) =>
        new TakePoisonedFile(_room.IngestByName(), NullLogger<TakePoisonedFile>.Instance).RunAsync(message, Make.Token);

    // As the host writes it, quotation marks of the ETag included.
    private async Task<string> MessageAsync(string name) => JsonSerializer.Serialize(new
    {
        Type = "BlobTrigger",
        FunctionId = "Host.Functions.IngestArticle",
        BlobType = "BlockBlob",
        ContainerName = "articles",
        BlobName = name,
        ETag = $"\"{(await _room.Files.FindAsync(name, Make.Token))!.ETag}\"",
    });
}
