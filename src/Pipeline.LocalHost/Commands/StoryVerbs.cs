using System.CommandLine;
using Pipeline.Events;
using Pipeline.Stories;

namespace Pipeline.LocalHost.Commands;

/// <summary>The verbs with which an editor looks at stories and decides about their events.</summary>
internal static class StoryVerbs
{
    /// <summary>All of them; <paramref name="guard"/> runs one with the options of the command line.</summary>
    public static IEnumerable<Command> All(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard) =>
        [Stories(terminal, guard), Merge(terminal, guard), Split(terminal, guard), Dismiss(terminal, guard), Pin(terminal, guard)];

    private static Command Stories(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var list = new Command("list", "List the stories, the one told last first.");
        list.SetAction((parsed, token) => guard(parsed, options => new StoryCommand(options, terminal).ListAsync(token)));
        var id = new Argument<string>("story") { Description = "Id of a story." };
        var show = new Command("show", "Show the timeline of a story, with the ids of its events and of the reports that they are made of.") { id };
        show.SetAction((parsed, token) => guard(parsed, options => new StoryCommand(options, terminal).ShowAsync(new StoryId(parsed.GetRequiredValue(id)), token)));
        return new Command("stories", "Show the stories and their timelines.") { list, show };
    }

    private static Command Merge(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var (one, other) = (Event(), new Argument<string>("other") { Description = "Id of the other event." });
        var command = new Command("merge", "Make two events one.") { one, other };
        command.SetAction((parsed, token) => guard(parsed, options => new RulingCommand(options, terminal).RunAsync(
            (rule, _) => rule.MergeAsync(new EventId(parsed.GetRequiredValue(one)), new EventId(parsed.GetRequiredValue(other)), token), token)));
        return command;
    }

    private static Command Split(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var (told, mention) = (Event(), new Argument<string>("report") { Description = "Id of the report that tells something else." });
        var command = new Command("split", "Take a report out of an event: it tells another one.") { told, mention };
        command.SetAction((parsed, token) => guard(parsed, options => new RulingCommand(options, terminal).RunAsync(
            (rule, _) => rule.SplitAsync(new EventId(parsed.GetRequiredValue(told)), parsed.GetRequiredValue(mention), token), token)));
        return command;
    }

    private static Command Dismiss(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var told = Event();
        var command = new Command("dismiss", "Keep an event out of every digest.") { told };
        command.SetAction((parsed, token) => guard(parsed, options => new RulingCommand(options, terminal).RunAsync(
            (rule, _) => rule.DismissAsync(new EventId(parsed.GetRequiredValue(told)), token), token)));
        return command;
    }

    private static Command Pin(Terminal terminal, Func<ParseResult, Func<HostOptions, Task<int>>, Task<int>> guard)
    {
        var told = Event();
        var command = new Command("pin", "Put an event first in its digest.") { told };
        command.SetAction((parsed, token) => guard(parsed, options => new RulingCommand(options, terminal).RunAsync(
            (rule, _) => rule.PinAsync(new EventId(parsed.GetRequiredValue(told)), token), token)));
        return command;
    }

    private static Argument<string> Event() => new("event") { Description = "Id of an event; stories show tells it." };
}
