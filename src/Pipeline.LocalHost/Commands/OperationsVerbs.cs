using System.CommandLine;

namespace Pipeline.LocalHost.Commands;

/// <summary>The verbs of whoever keeps the app running.</summary>
internal static class OperationsVerbs
{
    /// <summary>All of them; <paramref name="guard"/> runs one with the options of the command line.</summary>
    public static IEnumerable<Command> All(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard) =>
        [Backup(terminal, guard), Restore(terminal, guard)];

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
}
