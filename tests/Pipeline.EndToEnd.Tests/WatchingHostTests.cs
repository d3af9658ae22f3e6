using System.Net;
using Pipeline.Receipts;

namespace Pipeline.EndToEnd.Tests;

/// <summary>What can be asked of a host that watches, with one file dropped.</summary>
public sealed class WatchingHostTests(WatchingHost host) : IClassFixture<WatchingHost>
{
    [Fact]
    public async Task Watch_ADroppedFile_ItsReceiptCanBeOpened()
    {
        var receipt = LocalHostProcess.Announced(host.Folder).GetProperty("Site").GetString() + "receipts/" + ReceiptName.Of("gare.txt").Html;
        await host.Process.WaitForAsync("Receipt: " + receipt);

        using var client = new HttpClient();
        using var page = await client.GetAsync(new Uri(receipt), TestContext.Current.CancellationToken);
        using var none = await client.GetAsync(new Uri(receipt.Replace("gare", "%2e%2e%2farticles%2fgare", StringComparison.Ordinal)), TestContext.Current.CancellationToken);

        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType!.ToString());
        Assert.Contains(SampleArticles.StationHeadline, await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Watch_FileReadSinceTheLastDigest_PreviewShowsItAndMarksNothing()
    {
        var first = await LocalHostProcess.RunAsync(host.Folder, 0, "digest", "--preview", "--data", host.Folder.Data);
        await LocalHostProcess.RunAsync(host.Folder, 0, "digest", "--preview", "--out", host.Folder.Data, "--data", host.Folder.Data);
        var status = await LocalHostProcess.RunAsync(host.Folder, 0, "status", "--data", host.Folder.Data);

        Assert.Contains("Valmeuse", first.Output, StringComparison.Ordinal);
        Assert.Contains("Valmeuse", await File.ReadAllTextAsync(Path.Combine(host.Folder.Data, "digest.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("gare.txt", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Planned", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Submitted", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_SecondHostOnTheSameData_IsRefusedInOneSentence()
    {
        var second = await LocalHostProcess.RunAsync(host.Folder, 2, "--data", host.Folder.Data);

        Assert.StartsWith("A host already runs on", second.Errors, StringComparison.Ordinal);
    }
}
