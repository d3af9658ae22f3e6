using System.CommandLine;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Replay;
using Pipeline.LocalHost.Worker;

namespace Pipeline.LocalHost.Commands;

/// <summary>The words of the command line.</summary>
internal static class CommandLine
{
    private const string About = """
        Pipeline on this machine: reads the articles that are dropped into a container, finds their dated events, and mails a digest of what is new.

        Without a command it runs everything: it starts a storage emulator and a mail sink (Node.js 20 or later; restored once from infra/local),
        drops the sample articles of seeds/, reads them with the very functions that are deployed, sends a digest, says what was found and where the
        mail can be read, and then watches the container until Ctrl+C.

        Exit codes: 0 done; 1 not done (a mail not delivered, a file not found); 2 cannot run (a sentence says why).
        """;

    private static readonly Option<DirectoryInfo> s_data = new("--data")
    {
        Description = "Folder of the emulator's data and of a copy of every mail (mail/*.eml).",
        HelpName = "folder",
        DefaultValueFactory = _ => new DirectoryInfo(".pipeline"),
        Recursive = true,
    };

    private static readonly Option<string?> s_storage = new("--storage")
    {
        Description = "Connection string of an emulator or account that is already there, instead of one of our own.",
        HelpName = "connection string",
        Recursive = true,
    };

    private static readonly Option<SmtpAddress?> s_smtp = new("--smtp")
    {
        Description = "Mail server that is already there, instead of a mail sink of our own.",
        HelpName = "host:port",
        CustomParser = result =>
        {
            var address = SmtpAddress.TryParse(result.Tokens[0].Value);
            if (address is null)
            {
                result.AddError($"'{result.Tokens[0].Value}' is no mail server: write host:port, such as localhost:1025.");
            }

            return address;
        },
    };

    private static readonly Option<int> s_port = new("--port")
    {
        Description = "Port of the pages on 127.0.0.1; another one is taken, and said, where somebody holds it.",
        HelpName = "port",
        DefaultValueFactory = _ => HostOptions.UsualPort,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() is < 1 or > 65535)
                {
                    result.AddError("--port takes a number from 1 to 65535.");
                }
            },
        },
    };

    private static readonly Option<bool> s_once = new("--once")
    {
        Description = "Read what is there, compose and send a digest now whatever the schedule says, and end.",
    };

    private static readonly Option<bool> s_noSeeds = new("--no-seeds") { Description = "Do not drop the sample articles of seeds/." };

    private static readonly Option<bool> s_verbose = new("--verbose") { Description = "Log what the functions do, on standard error." };

    private static readonly Option<bool> s_traces = new("--traces")
    {
        Description = "Add the trace of each article, digest and mail to traces.jsonl in the data folder.",
    };

    private static readonly Option<int> s_memory = new("--memory")
    {
        Description = "Megabytes that the process which reads may take; a file that needs more is refused.",
        HelpName = "megabytes",
        DefaultValueFactory = _ => HostOptions.UsualMemory,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() is < 100 or > 1_000_000)
                {
                    result.AddError("--memory takes a number of megabytes from 100 to 1000000.");
                }
            },
        },
    };

    /// <summary>Runs what <paramref name="args"/> say; ends with the exit code. <paramref name="extend"/> may add services to the functions'.</summary>
    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection>? extend = null)
    {
        var terminal = new Terminal();
        var root = new RootCommand(About) { s_once, s_noSeeds, s_smtp, s_port, s_memory, s_verbose, s_traces, s_data, s_storage };
        root.SetAction((parsed, cancellationToken) => GuardAsync(terminal, () => new RunCommand(OptionsOf(parsed), terminal).RunAsync(cancellationToken)));
        root.Add(Work(terminal, extend ?? (_ => { })));
        root.Add(Drop(terminal));
        root.Add(Extract(terminal));
        root.Add(Explain(terminal));
        root.Add(Tag(terminal));
        root.Add(ReplayVerb.Of(terminal, s_storage, command => GuardAsync(terminal, command)));
        root.Add(DigestVerbs.Of(terminal, (parsed, command) => GuardAsync(terminal, () => command(OptionsOf(parsed)))));
        root.Add(Status(terminal));
        Task<int> WithOptionsAsync(ParseResult parsed, Func<HostOptions, Task<int>> command) => GuardAsync(terminal, () => command(OptionsOf(parsed)));
        foreach (var verb in DeskVerbs.All(terminal, WithOptionsAsync).Concat(OperationsVerbs.All(terminal, WithOptionsAsync)))
        {
            root.Add(verb);
        }

        // On Ctrl+C and SIGTERM every command ends what it started, which takes a moment.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30), EnableDefaultExceptionHandler = false };
        return await root.Parse(args).InvokeAsync(invocation);
    }

    private static Command Work(Terminal terminal, Action<IServiceCollection> extend)
    {
        var command = new Command(WorkerProcess.Verb, "The process that runs the functions; the host starts it.") { Hidden = true };
        command.SetAction((_, cancellationToken) => GuardAsync(terminal, () => new WorkCommand(extend, terminal).RunAsync(cancellationToken)));
        return command;
    }

    private static Command Drop(Terminal terminal)
    {
        var files = new Argument<FileInfo[]>("file") { Description = "Articles, in any format that is read.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("drop", "Drop articles into the container, as an editor does; a running host on the same data reads them within seconds.") { files };
        command.SetAction((parsed, cancellationToken) => GuardAsync(
            terminal, () => new DropCommand(OptionsOf(parsed), parsed.GetRequiredValue(files), terminal).RunAsync(cancellationToken)));
        return command;
    }

    private static Command Extract(Terminal terminal)
    {
        var paths = new Argument<FileSystemInfo[]>("path") { Description = "Files, or folders with all their files.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "One line of JSON an article instead of tables." };
        var command = new Command("extract", "Show the dated events of articles; needs no storage and stores nothing.") { paths, json };
        command.SetAction((parsed, cancellationToken) => GuardAsync(
            terminal, () => new ExtractCommand(parsed.GetRequiredValue(paths), parsed.GetValue(json), terminal).RunAsync(cancellationToken)));
        return command;
    }

    private static Command Explain(Terminal terminal)
    {
        var file = new Argument<FileInfo>("file") { Description = "An article, in any format that is read." };
        var page = new Option<FileInfo?>("--html")
        {
            Description = "Write a page with the article and its highlights, by default to <file>.explain.html in this folder, instead of tables.",
            HelpName = "page",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("explain", "Show for one article why each date and event was made or dropped; stores nothing.") { file, page };
        command.SetAction((parsed, cancellationToken) => GuardAsync(terminal, () =>
        {
            var article = parsed.GetRequiredValue(file);
            var target = parsed.GetResult(page) is null ? null : parsed.GetValue(page) ?? new FileInfo(article.Name + ".explain.html");
            return new ExplainCommand(article, target, terminal).RunAsync(cancellationToken);
        }));
        return command;
    }

    private static Command Tag(Terminal terminal)
    {
        var input = new Argument<string>("file") { Description = "JSON lines with id, lang, dct (day of publication) and text; - reads standard input." };
        var narrative = new Option<bool>("--narrative") { Description = "The texts are history: dates follow the story, not the day of publication." };
        var maxLine = new Option<int>("--max-line")
        {
            Description = "Longest line that is read, in characters; a longer one is left out.",
            HelpName = "characters",
            DefaultValueFactory = _ => TagCommand.UsualMaxLine,
            Validators =
            {
                result =>
                {
                    if (result.GetValueOrDefault<int>() < 1)
                    {
                        result.AddError("--max-line takes a number of at least 1.");
                    }
                },
            },
        };
        var command = new Command("tag", "Tag documents with their temporal expressions (TIMEX3): JSON lines in, JSON lines out.") { input, narrative, maxLine };
        command.SetAction((parsed, cancellationToken) => GuardAsync(
            terminal,
            () => new TagCommand(parsed.GetRequiredValue(input), parsed.GetValue(narrative), parsed.GetValue(maxLine), terminal).RunAsync(cancellationToken)));
        return command;
    }

    private static Command Status(Terminal terminal)
    {
        var command = new Command("status", "Show the articles, the quarantine and the latest digests.");
        command.SetAction((parsed, cancellationToken) => GuardAsync(
            terminal, () => new StatusCommand(OptionsOf(parsed), terminal).RunAsync(cancellationToken)));
        return command;
    }

    private static HostOptions OptionsOf(ParseResult parsed) => new()
    {
        Data = parsed.GetRequiredValue(s_data).FullName,
        Storage = parsed.GetValue(s_storage),
        Smtp = parsed.GetValue(s_smtp),
        Port = parsed.GetResult(s_port) is null ? HostOptions.UsualPort : parsed.GetValue(s_port),
        Once = parsed.GetValue(s_once),
        NoSeeds = parsed.GetValue(s_noSeeds),
        Verbose = parsed.GetValue(s_verbose),
        Traces = parsed.GetValue(s_traces),
        MemoryMegabytes = parsed.GetResult(s_memory) is null ? HostOptions.UsualMemory : parsed.GetValue(s_memory),
    };

    private static async Task<int> GuardAsync(Terminal terminal, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (HostFailure failure)
        {
            terminal.Warn(failure.Message);
            return ExitCodes.CannotRun;
        }
        catch (OptionsValidationException failure)
        {
            terminal.Warn("A setting is wrong: " + string.Join(" ", failure.Failures));
            return ExitCodes.CannotRun;
        }
        catch (Exception failure) when (StorageOutage.Is(failure))
        {
            terminal.Warn("The storage does not answer: check --storage, or leave it out to use one of our own.");
            return ExitCodes.CannotRun;
        }
        catch (RequestFailedException failure)
        {
            terminal.Warn($"The storage refuses what the host asks of it ({failure.Status} {failure.ErrorCode}): check --storage.");
            return ExitCodes.CannotRun;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            terminal.Warn(failure.Message);
            return ExitCodes.CannotRun;
        }
        catch (OperationCanceledException)
        {
            terminal.Note("Ended before it was done.");
            return ExitCodes.Interrupted;
        }
    }
}
