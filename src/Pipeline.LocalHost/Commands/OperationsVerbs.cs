using System.CommandLine;
using System.Net;

namespace Pipeline.LocalHost.Commands;

/// <summary>The verbs of whoever keeps the app running.</summary>
internal static class OperationsVerbs
{
    private const int NameServerPort = 53;

    /// <summary>All of them; <paramref name="guard"/> runs one with the options of the command line.</summary>
    public static IEnumerable<Command> All(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard) =>
        [Backup(terminal, guard), Restore(terminal, guard), Reingest(terminal, guard), Doctor(terminal, guard)];

    private static Command Backup(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "A new or empty folder." };
        var command = new Command("backup", "Write all tables and containers into a folder; the app may be at work meanwhile.") { folder };
        command.SetAction((parsed, token) => guard(
            parsed, options => new BackupCommand(options, parsed.GetRequiredValue(folder), terminal).SaveAsync(token)));
        return command;
    }

    private static Command Restore(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "A folder that 'backup' has written." };
        var overwrite = new Option<bool>("--overwrite")
        {
            Description = "Put the backup in the place of what the account holds; only files in the container articles stay that the backup does not have.",
        };
        var command = new Command("restore", "Check a backup, bring it into an empty account and read it back; nobody may be at work on the account.") { folder, overwrite };
        command.SetAction((parsed, token) => guard(
            parsed, options => new BackupCommand(options, parsed.GetRequiredValue(folder), terminal).RestoreAsync(parsed.GetValue(overwrite), token)));
        return command;
    }

    private static Command Reingest(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var names = new Argument<string[]>("article") { Description = "Names of files in the container articles, or ids.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Every article that was read by another version of the program or other settings. Stopped and run again, it goes on." };
        var current = new Option<bool>("--current") { Description = "With --all: those that these very rules have read as well." };
        var command = new Command("reingest", "Read articles again after a change of rules, also beside a running host; what stays the same is not told again.") { names, all, current };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(names) is { Length: > 0 }) || (result.GetValue(current) && !result.GetValue(all)))
            {
                result.AddError("reingest takes names of articles, or --all, alone or with --current.");
            }
        });
        command.SetAction((parsed, token) => guard(parsed, options =>
        {
            var reingest = new ReingestCommand(options, terminal);
            return parsed.GetValue(all) ? reingest.AllAsync(parsed.GetValue(current), token) : reingest.SomeAsync(parsed.GetValue(names) ?? [], token);
        }));
        return command;
    }

    private static Command Doctor(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var selector = new Option<string?>("--selector") { Description = "Selector of the key with which the mails are signed (DKIM).", HelpName = "name" };
        var server = new Option<IPEndPoint?>("--dns")
        {
            Description = "Name server to ask instead of this machine's.",
            HelpName = "address:port",
            CustomParser = result =>
            {
                if (IPEndPoint.TryParse(result.Tokens[0].Value, out var place))
                {
                    return place.Port == 0 ? new IPEndPoint(place.Address, NameServerPort) : place;
                }

                result.AddError($"'{result.Tokens[0].Value}' is no name server: write its IP address, and its port where that is not {NameServerPort}.");
                return null;
            },
        };
        var command = new Command("doctor", "Look at settings, storage, mail server and the sender's domain, and say what to do; sends no mail.") { selector, server };
        command.SetAction((parsed, token) => guard(
            parsed, options => new DoctorCommand(options, terminal).RunAsync(parsed.GetValue(selector), parsed.GetValue(server), token)));
        return command;
    }
}
