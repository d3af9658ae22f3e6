using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Adapters;
using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>Runs with <c>--once</c> on an emulator of the test's own: from dropped files to a mail in an inbox.</summary>
public sealed class OnceTests(StorageAccounts accounts) : IAsyncDisposable
{
    private readonly string _storage = accounts.Take();
    private readonly SmtpSink _inbox = new();
    private readonly TestFolder _folder = new();

    public async ValueTask DisposeAsync()
    {
        await _inbox.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Once_TwoArticles_OneMailWithTheirEventsOnTheRightDates()
    {
        await DropAsync(_folder.Write("gare.txt", SampleArticles.Station), _folder.Write("bridge.md", SampleArticles.Bridge));

        var host = await RunOnceAsync();

        var digest = ReceivedDigest.Of(Assert.Single(_inbox.Mails));
        Assert.Contains(SampleArticles.StationHeadline, digest.Text, StringComparison.Ordinal);
        Assert.Contains(SampleArticles.StationHeadline, digest.Html, StringComparison.Ordinal);
        Assert.Contains("5 mai 2026", digest.Text, StringComparison.Ordinal);
        Assert.Contains(SampleArticles.BridgeHeadline, digest.Text, StringComparison.Ordinal);
        Assert.Contains("6 mai 2026", digest.Html, StringComparison.Ordinal);
        Assert.Contains("was sent", host.Output, StringComparison.Ordinal);
        Assert.Contains(SampleArticles.StationDate, host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_MailSent_TheSameMailIsAFile()
    {
        await DropAsync(_folder.Write("gare.txt", SampleArticles.Station));

        await RunOnceAsync();

        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Data, "mail"), "*.eml"));
        await using var content = File.OpenRead(file);
        Assert.Equal(ReceivedDigest.Of(Assert.Single(_inbox.Mails)), ReceivedDigest.Of(content));
    }

    [Fact]
    public async Task Once_SameFileAgainAndSameContentUnderAnotherName_NoSecondEventAndNoSecondMail()
    {
        var file = _folder.Write("gare.txt", SampleArticles.Station);
        await DropAsync(file);
        await RunOnceAsync();
        var events = await CountEventsAsync();

        await DropAsync(file, _folder.Write("copie de la gare.txt", SampleArticles.Station));
        var host = await RunOnceAsync();

        Assert.Single(_inbox.Mails);
        Assert.Equal(events, await CountEventsAsync());
        Assert.Contains("Nothing is new", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_MailServerDown_UnsentAndSentOnceByTheNextRuns()
    {
        await DropAsync(_folder.Write("gare.txt", SampleArticles.Station));

        var down = await RunOnceAsync(exitCode: 1, port: LoopbackPort.FindFree());
        var up = await RunOnceAsync();
        await RunOnceAsync();

        Assert.Contains("could not be sent; it is tried again", down.Output, StringComparison.Ordinal);
        Assert.Contains("was sent", up.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("gare.txt:", up.Output, StringComparison.Ordinal);
        Assert.Contains(SampleArticles.StationHeadline, ReceivedDigest.Of(Assert.Single(_inbox.Mails)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_BadInput_IsQuarantinedWithAReasonAndTheRestIsNotLost()
    {
        await PutAsync("vide.txt", []);
        await PutAsync("image.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]);
        await PutAsync("roman.txt", Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, "Une phrase sans fin. ", 3_000_000).ToString()));
        await PutAsync("gare d'été, édition n° 2 — à relire.txt", Encoding.UTF8.GetBytes(SampleArticles.Station));
        await PutAsync(new string('x', 296) + ".txt", Encoding.UTF8.GetBytes(SampleArticles.Museum));
        await PutAsync("..%2F..%2Fbridge.md", Encoding.UTF8.GetBytes(SampleArticles.Bridge));

        var host = await RunOnceAsync();

        var digest = ReceivedDigest.Of(Assert.Single(_inbox.Mails));
        Assert.Contains(SampleArticles.StationHeadline, digest.Text, StringComparison.Ordinal);
        Assert.Contains("a rouvert ses portes", digest.Text, StringComparison.Ordinal);
        Assert.Contains(SampleArticles.BridgeHeadline, digest.Text, StringComparison.Ordinal);
        Assert.Equal(
            [("image.txt", "wrong-type"), ("roman.txt", "too-large"), ("vide.txt", "empty")], await QuarantineAsync());
        Assert.Contains("vide.txt: refused.", host.Output, StringComparison.Ordinal);
    }

    private Task<LocalHostProcess> DropAsync(params IEnumerable<string> files) =>
        LocalHostProcess.RunAsync(_folder, 0, ["drop", .. files, "--data", _folder.Data, "--storage", _storage]);

    private Task<LocalHostProcess> RunOnceAsync(int exitCode = 0, int? port = null) => LocalHostProcess.RunAsync(
        _folder, exitCode, "--once", "--no-seeds", "--data", _folder.Data, "--storage", _storage,
        "--smtp", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port ?? _inbox.Port}"));

    private async Task PutAsync(string name, byte[] content)
    {
        var container = new BlobContainerClient(_storage, StorageLayout.ArticlesContainer);
        await container.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await container.UploadBlobAsync(name, new BinaryData(content), TestContext.Current.CancellationToken);
    }

    private async Task<int> CountEventsAsync()
    {
        var count = 0;
        var table = new TableClient(_storage, StorageLayout.EventsTable);
        await foreach (var _ in table.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
        {
            count++;
        }

        Assert.NotEqual(0, count);
        return count;
    }

    private async Task<IReadOnlyList<(string File, string Code)>> QuarantineAsync()
    {
        var found = new List<(string, string)>();
        var container = new BlobContainerClient(_storage, StorageLayout.QuarantineContainer);
        await foreach (var blob in container.GetBlobsAsync(
            Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, null, TestContext.Current.CancellationToken))
        {
            if (blob.Name.EndsWith(".json", StringComparison.Ordinal))
            {
                var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(TestContext.Current.CancellationToken);
                var entry = JsonDocument.Parse(content.Value.Content).RootElement;
                found.Add((entry.GetProperty("fileName").GetString()!, entry.GetProperty("code").GetString()!));
            }
        }

        return [.. found.OrderBy(pair => pair.Item1, StringComparer.Ordinal)];
    }
}
