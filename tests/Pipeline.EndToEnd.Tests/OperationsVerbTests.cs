using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Adapters;
using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>What whoever keeps the app running does: backup, restore, reading again, and the doctor.</summary>
public sealed class OperationsVerbTests : IAsyncDisposable
{
    private readonly StorageAccounts _accounts;
    private readonly string _storage;
    private readonly SmtpSink _inbox = new();
    private readonly TestFolder _folder = new();

    public OperationsVerbTests(StorageAccounts accounts)
    {
        _accounts = accounts;
        _storage = accounts.Take();
        _folder.Settings["Keys__Address"] = _folder.Settings["Keys__Ring__k1"] = Convert.ToBase64String(new byte[32]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _inbox.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Restore_OfABackup_BringsTheSameDigestsBackAndReadingAgainTellsNothingTwice()
    {
        var renewed = _accounts.Take();
        var backup = Path.Combine(_folder.Path, "backup");
        await RunAsync(0, _storage, "drop", _folder.Write("gare.txt", SampleArticles.Station), _folder.Write("bridge.md", SampleArticles.Bridge));
        await OnceAsync(_storage);

        var saved = await RunAsync(0, _storage, "backup", backup);
        var refused = await RunAsync(2, _storage, "restore", backup);
        var restored = await RunAsync(0, renewed, "restore", backup);

        Assert.Contains("rows and", saved.Output, StringComparison.Ordinal);
        Assert.Contains("not empty", Assert.Single(refused.Errors.Split('\n')), StringComparison.Ordinal);
        Assert.Contains("were read back", restored.Output, StringComparison.Ordinal);
        var digests = await BlobsAsync(_storage, StorageLayout.DigestsContainer);
        Assert.Contains(digests, blob => blob.Key.EndsWith(".html", StringComparison.Ordinal));
        Assert.Equal(digests, await BlobsAsync(renewed, StorageLayout.DigestsContainer));

        Assert.Contains("0 articles were read again", (await RunAsync(0, renewed, "reingest", "--all")).Output, StringComparison.Ordinal);
        Assert.Contains("2 articles were read again", (await RunAsync(0, renewed, "reingest", "--all", "--current")).Output, StringComparison.Ordinal);
        Assert.Contains(SampleArticles.StationHeadline, (await RunAsync(0, renewed, "reingest", "gare.txt")).Output, StringComparison.Ordinal);
        await RunAsync(1, renewed, "reingest", "rien.txt");
        Assert.Contains("Nothing is new", (await OnceAsync(renewed)).Output, StringComparison.Ordinal);
        Assert.Single(_inbox.Mails);
    }

    [Fact]
    public async Task Doctor_ADomainInOrder_EndsWithZeroAndSendsNothing()
    {
        await using var names = new NameServer()
            .With("journal.fr", "v=spf1 ip4:192.0.2.1 -all")
            .With("s1._domainkey.journal.fr", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
            .With("_dmarc.journal.fr", "v=DMARC1; p=reject");

        var host = await DoctorAsync(0, names, "digest@journal.fr");

        Assert.DoesNotContain("FAILED", host.Output, StringComparison.Ordinal);
        foreach (var subject in (string[])["settings", "storage", "blobs", "tables", "queues", "SPF", "DKIM", "DMARC"])
        {
            Assert.Contains($"ok      {subject}: ", host.Output, StringComparison.Ordinal);
        }

        // This server would let users sign in, and none is set.
        Assert.Contains("look    mail server: ", host.Output, StringComparison.Ordinal);

        Assert.Empty(_inbox.Mails);
    }

    [Fact]
    public async Task Doctor_ADomainAndAServerInDisorder_EndsWithOneAndSaysWhatToDo()
    {
        await using var names = new NameServer().With("journal.fr", "v=spf1 +all");
        _folder.Settings["Smtp__User"] = "desk";
        _folder.Settings["Smtp__Password"] = "not-to-be-shown";

        var host = await DoctorAsync(1, names, "digest@journal.fr");

        Assert.Contains("FAILED  mail server: ", host.Output, StringComparison.Ordinal);
        Assert.Contains("FAILED  SPF: ", host.Output, StringComparison.Ordinal);
        Assert.Contains("FAILED  DKIM: ", host.Output, StringComparison.Ordinal);
        Assert.Contains("Publish a text at _dmarc.journal.fr", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-shown", host.Output + host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_SettingsThatDoNotHoldTogether_AreFindings()
    {
        _folder.Settings["Newsroom__TimeZone"] = "Mars/Olympus";

        var host = await RunAsync(1, _storage, "doctor");

        Assert.Contains("FAILED  settings: Newsroom:TimeZone", host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reingest")]
    [InlineData("reingest", "a.txt", "--all")]
    [InlineData("reingest", "a.txt", "--current")]
    [InlineData("doctor", "--dns", "no server")]
    public async Task Verb_WordsThatContradict_AreRefused(params string[] arguments) => await LocalHostProcess.RunAsync(_folder, 1, arguments);

    private Task<LocalHostProcess> DoctorAsync(int exitCode, NameServer names, string sender)
    {
        _folder.Settings["Smtp__Host"] = "127.0.0.1";
        _folder.Settings["Smtp__Port"] = _inbox.Port.ToString(CultureInfo.InvariantCulture);
        _folder.Settings["Smtp__Security"] = "none";
        _folder.Settings["Digest__From"] = sender;
        return RunAsync(exitCode, _storage, "doctor", "--dns", names.Place.ToString(), "--selector", "s1");
    }

    private Task<LocalHostProcess> OnceAsync(string storage) =>
        RunAsync(0, storage, "--once", "--no-seeds", "--smtp", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_inbox.Port}"));

    private Task<LocalHostProcess> RunAsync(int exitCode, string storage, params string[] arguments) =>
        LocalHostProcess.RunAsync(_folder, exitCode, [.. arguments, "--data", _folder.Data, "--storage", storage]);

    private static async Task<SortedDictionary<string, string>> BlobsAsync(string storage, string container)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var client = new BlobContainerClient(storage, container);
        await foreach (var blob in client.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, Token))
        {
            var content = await client.GetBlobClient(blob.Name).DownloadContentAsync(Token);
            found[blob.Name] = Convert.ToHexString(content.Value.Content.ToMemory().Span);
        }

        return found;
    }
}
