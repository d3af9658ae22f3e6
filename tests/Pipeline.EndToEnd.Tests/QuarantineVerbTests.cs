using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>What an editor decides on refused files and on files to take back.</summary>
public sealed class QuarantineVerbTests(StorageAccounts accounts) : IAsyncDisposable
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
    public async Task Retry_AfterALimitWasRaised_TakesTheFileInAndClearsItsEntry()
    {
        _folder.Settings["Reading__MaxArticleBytes"] = "1000";
        await DropAsync(_folder.Write("longue.txt", SampleArticles.Station + new string(' ', 900) + "Fin de l'article."), _folder.Write("vide.txt", ""));

        var list = await RunAsync(0, "quarantine", "list");
        Assert.Contains("too-large", list, StringComparison.Ordinal);
        Assert.Contains("vide.txt", list, StringComparison.Ordinal);
        Assert.Contains("dépasse", await RunAsync(0, "quarantine", "show", "longue.txt"), StringComparison.Ordinal);
        Assert.Contains("refused", await RunAsync(1, "quarantine", "retry", "longue.txt"), StringComparison.Ordinal);

        _folder.Settings["Reading__MaxArticleBytes"] = "5000";
        Assert.Contains("1 of 2 refused files were taken in", await RunAsync(1, "quarantine", "retry", "--all"), StringComparison.Ordinal);

        Assert.DoesNotContain("longue.txt", await RunAsync(0, "quarantine", "list"), StringComparison.Ordinal);
        Assert.Contains("Ingested", await RunAsync(0, "status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discard_AnEntry_LeavesTheOriginalUnlessItIsToGo()
    {
        await DropAsync(_folder.Write("vide.txt", ""), _folder.Write("mot.txt", "Valmeuse"));

        Assert.Contains("stays", await RunAsync(0, "quarantine", "discard", "vide.txt"), StringComparison.Ordinal);
        Assert.Contains("deleted", await RunAsync(0, "quarantine", "discard", "mot.txt", "--delete-original"), StringComparison.Ordinal);

        Assert.Contains("Nothing is refused", await RunAsync(0, "quarantine", "list"), StringComparison.Ordinal);
        await RunAsync(1, "quarantine", "show", "vide.txt");
        Assert.Contains("0 files taken in, 0 articles withdrawn", await RunAsync(0, "reconcile"), StringComparison.Ordinal);
        Assert.Contains("Removed", await RunAsync(0, "status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_AnArticle_WithdrawsItAndAnUnknownOneIsSaid()
    {
        await DropAsync(_folder.Write("gare.txt", SampleArticles.Station));

        Assert.Contains("is removed", await RunAsync(0, "remove", "gare.txt"), StringComparison.Ordinal);
        await RunAsync(1, "remove", "rien.txt");

        var status = await RunAsync(0, "status");
        Assert.Contains("Removed", status, StringComparison.Ordinal);
        Assert.DoesNotContain("Ingested", status, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("retry", "x.txt", "--all")]
    public async Task Retry_WithNeitherOrBothOfNameAndAll_IsRefused(params string[] arguments)
    {
        var host = await LocalHostProcess.RunAsync(_folder, 1, ["quarantine", .. arguments]);

        Assert.Contains("--all", host.Errors, StringComparison.Ordinal);
    }

    private async Task DropAsync(params string[] files)
    {
        await RunAsync(0, ["drop", .. files]);
        await RunAsync(0, "--once", "--no-seeds", "--smtp", $"127.0.0.1:{_inbox.Port}");
    }

    private async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        var host = await LocalHostProcess.RunAsync(_folder, exitCode, [.. arguments, "--data", _folder.Data, "--storage", _storage]);
        return host.Output + host.Errors;
    }
}
