using System.Globalization;
using Azure.Storage.Blobs;
using Pipeline.Receipts;
using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>Files that no verb of ours dropped, and many of them.</summary>
public sealed class ManyFilesTests : IDisposable
{
    private const int Many = 120;
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Watch_ManyFilesUploadedAtOnceByAnotherProgram_ShowsProgressAndGivesEachItsReceipt()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var storage = new AzuriteServer();
        await storage.InitializeAsync();
        await using var inbox = new SmtpSink();
        await using var host = LocalHostProcess.Start(
            _folder, "--no-seeds", "--data", _folder.Data, "--port", $"{LoopbackPort.FindFree()}", "--storage", storage.ConnectionString,
            "--smtp", $"127.0.0.1:{inbox.Port}");
        await host.WaitForAsync("Now watching");

        var account = new BlobServiceClient(storage.ConnectionString);
        var articles = account.GetBlobContainerClient("articles");
        await Task.WhenAll(Enumerable.Range(1, Many).Select(number => articles.UploadBlobAsync(Name(number), BinaryData.FromString(Text(number)), cancellation)));
        await host.WaitForAsync(" to go ...");
        await host.WaitForAsync(Many.ToString(CultureInfo.InvariantCulture) + " files read in ");

        var receipts = await account.GetBlobContainerClient("receipts").GetBlobsAsync(cancellationToken: cancellation).Select(blob => blob.Name).ToHashSetAsync(cancellationToken: cancellation);
        Assert.All(Enumerable.Range(1, Many), number => Assert.Contains(ReceiptName.Of(Name(number)).Html, receipts));
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"desk/bridge-{number}.txt");

    private static string Text(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"date 2026-05-07 The mayor closed bridge number {number} of Harrow on 6 May 2026 after engineers found cracks in its pillars.");
}
