using System.CommandLine;
using Pipeline.Digest;
using Pipeline.Digest.Desk;

namespace Pipeline.LocalHost.Commands;

/// <summary>The verbs with which an editor looks at digests and lets them go.</summary>
internal static class DigestVerbs
{
    /// <summary>The command <c>digest</c>; <paramref name="guard"/> runs one with the options of the command line.</summary>
    public static Command Of(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var preview = new Option<bool>("--preview") { Description = "Render the next digest without marking anything as sent." };
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Write subject.txt, digest.html and digest.txt there instead of showing the text.", HelpName = "folder" };
        var reader = new Option<string?>("--as") { Description = "Render it as the reader of this address would get it now.", HelpName = "address" };
        var command = new Command("digest", "Show the next digest, try it, hold and approve issues. To send it now, run the host with --once.") { preview, folder, reader };
        command.SetAction((parsed, token) => parsed.GetValue(preview)
            ? guard(parsed, options => new DigestCommand(options, parsed.GetValue(folder), parsed.GetValue(reader), terminal).RunAsync(token))
            : Incomplete(terminal));
        command.Add(List(terminal, guard));
        command.Add(Show(terminal, guard));
        command.Add(Approve(terminal, guard));
        command.Add(Decision("hold", "Hold an issue until it is approved; mails in hand still go.", (decide, id, token) => decide.HoldAsync(id, token), terminal, guard));
        command.Add(Decision("pause", "Pause an issue that is on its way; mails in hand still go.", (decide, id, token) => decide.PauseAsync(id, token), terminal, guard));
        command.Add(Decision("resume", "Send on what is left of a paused issue.", (decide, id, token) => decide.ResumeAsync(id, token), terminal, guard));
        command.Add(Test(terminal, guard));
        return command;
    }

    private static Task<int> Incomplete(Terminal terminal)
    {
        terminal.Warn("digest shows and does not send: write digest --preview or one of list, show, approve, hold, pause, resume, test; run the host with --once to send.");
        return Task.FromResult(ExitCodes.Undone);
    }

    private static Command List(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var command = new Command("list", "List the latest issues, the newest first, with those that are held and why.");
        command.SetAction((parsed, token) => guard(parsed, options => new IssueCommand(options, terminal).ListAsync(token)));
        return command;
    }

    private static Command Show(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var id = Issue();
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Write the HTML and the text of each variant there.", HelpName = "folder" };
        var command = new Command("show", "Show an issue: its mails by state, its variants, and what is to be said of them.") { id, folder };
        command.SetAction((parsed, token) => guard(
            parsed, options => new IssueCommand(options, terminal).ShowAsync(parsed.GetRequiredValue(id), parsed.GetValue(folder), token)));
        return command;
    }

    private static Command Approve(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var id = Issue();
        var anyway = new Option<bool>("--anyway") { Description = "Also where the check found what must not go out." };
        var command = new Command("approve", "Let the mails of a held issue leave.") { id, anyway };
        command.Aliases.Add("release");
        command.SetAction((parsed, token) => guard(parsed, options => new IssueCommand(options, terminal).DecideAsync(
            parsed.GetRequiredValue(id), (decide, issue) => decide.ApproveAsync(issue, parsed.GetValue(anyway), token), token)));
        return command;
    }

    private static Command Decision(
        string name, string description, Func<DecideOnIssue, DigestId, CancellationToken, Task<IssueDecision>> decision, Terminal terminal,
        Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var id = Issue();
        var command = new Command(name, description) { id };
        command.SetAction((parsed, token) => guard(parsed, options => new IssueCommand(options, terminal).DecideAsync(
            parsed.GetRequiredValue(id), (decide, issue) => decision(decide, issue, token), token)));
        return command;
    }

    private static Command Test(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var address = new Argument<string>("address") { Description = "Where the test goes." };
        var issue = new Option<string?>("--issue") { Description = "A frozen issue instead of the next digest; digest list tells the ids.", HelpName = "issue" };
        var command = new Command("test", "Send the next digest to one address as a test, without marking anything as sent.") { address, issue };
        address.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>()?.Contains('@', StringComparison.Ordinal) != true)
            {
                result.AddError("test takes a mail address.");
            }
        });
        command.SetAction((parsed, token) => guard(
            parsed, options => new IssueCommand(options, terminal).TestAsync(parsed.GetRequiredValue(address), parsed.GetValue(issue), token)));
        return command;
    }

    private static Argument<string> Issue() => new("issue") { Description = "Id of an issue; digest list tells it." };
}
