using System.CommandLine;

namespace Pipeline.LocalHost.Commands;

/// <summary>The verbs with which an editor takes files back and decides on refused ones.</summary>
internal static class DeskVerbs
{
    /// <summary>All of them; <paramref name="guard"/> runs one with the options of the command line.</summary>
    public static IEnumerable<Command> All(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard) =>
        [Quarantine(terminal, guard), Remove(terminal, guard), Reconcile(terminal, guard), .. StoryVerbs.All(terminal, guard), SubscriberVerbs.Of(terminal, guard)];

    private static Command Quarantine(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var json = new Option<bool>("--json") { Description = "One line of JSON a file instead of a table." };
        var list = new Command("list", "List the refused files, newest first.") { json };
        list.SetAction((parsed, token) => guard(parsed, options => new QuarantineCommand(options, terminal).ListAsync(parsed.GetValue(json), token)));

        var shown = Name();
        var show = new Command("show", "Show why a file was refused, in all languages, and what to do.") { shown };
        show.SetAction((parsed, token) => guard(parsed, options => new QuarantineCommand(options, terminal).ShowAsync(parsed.GetRequiredValue(shown), token)));

        var tried = new Argument<string?>("file") { Description = "Name or id of a refused file.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Every refused file." };
        var retry = new Command("retry", "Read refused files again, after the program or a setting has changed.") { tried, all };
        retry.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(tried) is not null))
            {
                result.AddError("retry takes the name of one file, or --all.");
            }
        });
        retry.SetAction((parsed, token) => guard(parsed, options => new QuarantineCommand(options, terminal).RetryAsync(parsed.GetValue(tried), token)));

        var dropped = Name();
        var original = new Option<bool>("--delete-original") { Description = "Delete the file from the container articles as well." };
        var discard = new Command("discard", "Take a file out of the quarantine without reading it again.") { dropped, original };
        discard.SetAction((parsed, token) => guard(
            parsed, options => new QuarantineCommand(options, terminal).DiscardAsync(parsed.GetRequiredValue(dropped), parsed.GetValue(original), token)));

        return new Command("quarantine", "Show the refused files, read them again or discard them.") { list, show, retry, discard };
    }

    private static Command Remove(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var name = new Argument<string>("file") { Description = "Name of the file in the container articles." };
        var command = new Command("remove", "Take an article back: delete its file and withdraw what it alone told.") { name };
        command.SetAction((parsed, token) => guard(parsed, options => new RemoveCommand(options, parsed.GetRequiredValue(name), terminal).RunAsync(token)));
        return command;
    }

    private static Command Reconcile(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var command = new Command("reconcile", "Compare the container with what is known: withdraw articles whose files are gone, read files that were missed.");
        command.SetAction((parsed, token) => guard(parsed, options => new ReconcileCommand(options, terminal).RunAsync(token)));
        return command;
    }

    private static Argument<string> Name() => new("file") { Description = "Name or id of a refused file." };
}
