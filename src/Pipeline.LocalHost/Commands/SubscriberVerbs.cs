using System.CommandLine;
using Pipeline.Subscribers;

namespace Pipeline.LocalHost.Commands;

/// <summary>The verbs with which the newsroom looks after its readers.</summary>
internal static class SubscriberVerbs
{
    /// <summary>All of them; <paramref name="guard"/> runs one with the options of the command line.</summary>
    public static Command Of(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard) =>
        new Command("subscribers", "Show the readers, add, import, export and erase them, and keep the suppression list.")
        {
            List(terminal, guard), Add(terminal, guard), Show(terminal, guard), Export(terminal, guard), Erase(terminal, guard), Import(terminal, guard),
            Suppress(terminal, guard), Unsuppress(terminal, guard), Suppressions(terminal, guard),
        };

    private static Command List(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var state = new Option<SubscriberState?>("--state") { Description = "Only readers in this state: pending, active, unsubscribed or suppressed." };
        var json = new Option<bool>("--json") { Description = "One line of JSON a reader instead of a table." };
        var command = new Command("list", "List the readers.") { state, json };
        command.SetAction((parsed, token) => guard(
            parsed, options => new SubscriberCommand(options, terminal).ListAsync(parsed.GetValue(state), parsed.GetValue(json), token)));
        return command;
    }

    private static Command Add(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var address = new Argument<string>("address") { Description = "The reader's mail address." };
        var proof = new Option<string?>("--proof")
        {
            Description = "What shows that the reader has agreed; with it the digest comes at once, without it a mail asks the reader to confirm.",
            HelpName = "words",
        };
        var choices = new (string Field, Option<string?> Option)[]
        {
            (PreferencesForm.Language, Choice("--language", "Language of the mails, such as fr or en.")),
            (PreferencesForm.Frequency, Choice("--frequency", "EveryDigest, Daily, ChosenDays or Weekly.")),
            (PreferencesForm.Days, Choice("--days", "Days of the week, such as mon,thu.")),
            (PreferencesForm.Hour, Choice("--hour", "The hour at the reader's, such as 07:00.")),
            (PreferencesForm.Zone, Choice("--zone", "The reader's time zone, such as Europe/Paris.")),
            (PreferencesForm.Followed, Choice("--followed", "Names and ids of stories to tell only, parted by semicolons.")),
            (PreferencesForm.Muted, Choice("--muted", "Names and ids of stories not to tell, parted by semicolons.")),
        };
        var command = new Command("add", "Add a reader.") { address, proof };
        foreach (var (_, option) in choices)
        {
            command.Add(option);
        }

        command.SetAction((parsed, token) => guard(parsed, options =>
        {
            var given = choices.Select(choice => (choice.Field, Value: parsed.GetValue(choice.Option))).Where(choice => choice.Value is not null);
            return new SubscriberCommand(options, terminal).AddAsync(
                parsed.GetRequiredValue(address), parsed.GetValue(proof), new FormFields(given.Select(choice => (choice.Field, choice.Value!))), token);
        }));
        return command;
    }

    private static Command Show(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var reader = Reader();
        var command = new Command("show", "Show a reader with the links to the reader's own pages.") { reader };
        command.SetAction((parsed, token) => guard(parsed, options => new SubscriberCommand(options, terminal).ShowAsync(parsed.GetRequiredValue(reader), token)));
        return command;
    }

    private static Command Export(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var reader = Reader();
        var command = new Command("export", "Write all that is kept of a person as JSON.") { reader };
        command.SetAction((parsed, token) => guard(parsed, options => new SubscriberCommand(options, terminal).ExportAsync(parsed.GetRequiredValue(reader), token)));
        return command;
    }

    private static Command Erase(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var reader = Reader();
        var never = new Option<bool>("--never-again") { Description = "Keep the address's hash on the suppression list: it is never written to again." };
        var command = new Command("erase", "Erase all that is kept of a person.") { reader, never };
        command.SetAction((parsed, token) => guard(
            parsed, options => new SubscriberCommand(options, terminal).EraseAsync(parsed.GetRequiredValue(reader), parsed.GetValue(never), token)));
        return command;
    }

    private static Command Import(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "CSV (UTF-8) whose first line names address, language, consent_date, source and proof, and perhaps frequency, days, hour, zone, paused_until, followed, muted.",
        };
        var command = new Command("import", "Import readers who have agreed elsewhere.") { file };
        command.SetAction((parsed, token) => guard(
            parsed, options => new SubscriberListCommand(options, terminal).ImportAsync(parsed.GetRequiredValue(file), token)));
        return command;
    }

    private static Command Suppress(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var reader = new Argument<string?>("address") { Description = "A mail address, or the id of a reader.", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<FileInfo?>("--file") { Description = "CSV (UTF-8) whose first line names address or id, and perhaps reason.", HelpName = "file" };
        var command = new Command("suppress", "Put addresses on the suppression list: nothing is sent to them, whoever enters them.") { reader, file };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(reader) is null) == (result.GetValue(file) is null))
            {
                result.AddError("suppress takes one address, or --file.");
            }
        });
        command.SetAction((parsed, token) => guard(parsed, options => parsed.GetValue(file) is { } list
            ? new SubscriberListCommand(options, terminal).SuppressAsync(list, token)
            : new SubscriberCommand(options, terminal).SuppressAsync(parsed.GetValue(reader)!, token)));
        return command;
    }

    private static Command Unsuppress(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var reader = Reader();
        var command = new Command("unsuppress", "Take an address off the suppression list.") { reader };
        command.SetAction((parsed, token) => guard(
            parsed, options => new SubscriberCommand(options, terminal).UnsuppressAsync(parsed.GetRequiredValue(reader), token)));
        return command;
    }

    private static Command Suppressions(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var command = new Command("suppressions", "Write the suppression list as CSV, with ids in place of addresses.");
        command.SetAction((parsed, token) => guard(parsed, options => new SubscriberListCommand(options, terminal).ListSuppressionsAsync(token)));
        return command;
    }

    private static Argument<string> Reader() => new("reader") { Description = "The mail address of a reader, or the id." };

    private static Option<string?> Choice(string name, string description) => new(name) { Description = description };
}
