using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit;
using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>The verbs of the editor who approves issues, on an emulator and a mail server of the test's own.</summary>
public sealed partial class IssueVerbTests : IAsyncDisposable
{
    private readonly string _storage;
    private readonly SmtpSink _inbox = new();
    private readonly TestFolder _folder = new();

    public IssueVerbTests(StorageAccounts accounts)
    {
        _storage = accounts.Take();
        _folder.Settings["Digest__Approval"] = "Always";
        _folder.Settings["Smtp__Host"] = "127.0.0.1";
        _folder.Settings["Smtp__Port"] = _inbox.Port.ToString(CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _inbox.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Approval_FromTheCommandLine_HoldsShowsTestsAndReleases()
    {
        await RunAsync(0, "drop", _folder.Write("gare.txt", SampleArticles.Station));
        _folder.Settings["Receipts__EditorAddress"] = "editrice@example.org";
        var held = await OnceAsync();
        var id = IssueId().Match(held.Output).Value;
        Assert.Contains("held (", held.Output, StringComparison.Ordinal);
        using var told = MimeMessage.Load(new MemoryStream(Assert.Single(_inbox.Mails).Content.ToArray()), TestContext.Current.CancellationToken);
        Assert.Equal("editrice@example.org", Assert.Single(told.To.Mailboxes).Address);
        Assert.Contains($"digest approve {id}", told.TextBody, StringComparison.Ordinal);

        Assert.Contains(id, (await RunAsync(0, "digest", "list")).Output, StringComparison.Ordinal);
        var shown = await RunAsync(0, "digest", "show", id);
        Assert.Contains("Planned", shown.Output, StringComparison.Ordinal);
        Assert.Contains("1 reader", shown.Output, StringComparison.Ordinal);
        Assert.Contains("held (", (await RunAsync(0, "status")).Output, StringComparison.Ordinal);

        await RunAsync(0, "digest", "test", "redaction@example.org", "--issue", id);
        var test = ReceivedDigest.Of(_inbox.Mails[1]);
        Assert.StartsWith("[TEST] ", test.Subject, StringComparison.Ordinal);
        Assert.Contains(SampleArticles.StationHeadline, test.Text, StringComparison.Ordinal);

        Assert.Contains("goes out; 1 mail", (await RunAsync(0, "digest", "approve", id)).Output, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", (await RunAsync(1, "digest", "approve", id)).Errors, StringComparison.Ordinal);
        await OnceAsync();
        Assert.Equal(3, _inbox.Mails.Count);
        Assert.DoesNotContain("[TEST]", ReceivedDigest.Of(_inbox.Mails[2]).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show", "There is no issue")]
    [InlineData("approve", "There is no issue")]
    [InlineData("pause", "There is no issue")]
    public async Task Verb_AnIssueThatIsNone_SaysSoAndEndsWithOne(string verb, string sentence) =>
        Assert.Contains(sentence, (await RunAsync(1, "digest", verb, "main-20260305T060000000Z")).Errors, StringComparison.Ordinal);

    private Task<LocalHostProcess> OnceAsync() => RunAsync(0, "--once", "--no-seeds", "--smtp", $"127.0.0.1:{_inbox.Port.ToString(CultureInfo.InvariantCulture)}");

    private Task<LocalHostProcess> RunAsync(int exitCode, params IEnumerable<string> arguments) =>
        LocalHostProcess.RunAsync(_folder, exitCode, [.. arguments, "--data", _folder.Data, "--storage", _storage]);

    [GeneratedRegex("main-[0-9]{8}T[0-9]{9}Z")]
    private static partial Regex IssueId();
}
