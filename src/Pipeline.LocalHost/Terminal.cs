using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pipeline.LocalHost;

/// <summary>Results go to standard output, progress and troubles to standard error. Thread-safe: what is written in one call stands together.</summary>
internal sealed class Terminal
{
    private const int RedirectedWidth = 160;
    private readonly Lock _gate = new();
    private readonly IAnsiConsole _output;
    private readonly IAnsiConsole _notes;

    public Terminal()
    {
        if (Console.IsOutputRedirected)
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        _output = Make(Console.Out, Console.IsOutputRedirected);
        _notes = Make(Console.Error, Console.IsErrorRedirected);
        IsPlain = Console.IsOutputRedirected;
    }

    /// <summary>Whether the output goes to a file or another program.</summary>
    public bool IsPlain { get; }

    /// <summary>A line of results.</summary>
    public void Say(string line)
    {
        lock (_gate)
        {
            Console.Out.WriteLine(line);
        }
    }

    /// <summary>Results drawn by Spectre.Console, under a line of their own and over a last one, which is never broken.</summary>
    public void Show(string title, IRenderable body, string lastLine = "")
    {
        lock (_gate)
        {
            _output.WriteLine();
            _output.MarkupLineInterpolated($"[bold]{title}[/]");
            _output.Write(body);
            if (lastLine.Length > 0)
            {
                Console.Out.WriteLine(lastLine);
            }
        }
    }

    /// <summary>A sentence on what is going on.</summary>
    public void Note(string sentence) => WriteNote(sentence, new Style(Color.Grey));

    /// <summary>A sentence on what went wrong.</summary>
    public void Warn(string sentence) => WriteNote(sentence, new Style(Color.Yellow));

    /// <summary>Runs a long step with its progress: a spinner where somebody looks on, one line when it is done.</summary>
    public async Task StepAsync(string doing, Func<Task<string?>> step)
    {
        string? done = null;
        if (Console.IsErrorRedirected)
        {
            done = await step();
        }
        else
        {
            await _notes.Status().StartAsync(doing.EscapeMarkup(), async _ => done = await step());
        }

        if (done is not null)
        {
            Note(done);
        }
    }

    // A sentence stays one line in a file.
    private void WriteNote(string sentence, Style style)
    {
        lock (_gate)
        {
            if (Console.IsErrorRedirected)
            {
                Console.Error.WriteLine(sentence);
            }
            else
            {
                _notes.WriteLine(sentence, style);
            }
        }
    }

    private static IAnsiConsole Make(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
