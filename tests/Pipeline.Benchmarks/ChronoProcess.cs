using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Benchmarks;

/// <summary>chrono-node in a Node process of its own, asked over its standard input, so that its runs take turns with ours.</summary>
internal sealed class ChronoProcess : IDisposable
{
    private readonly Process _process;

    private ChronoProcess(Process process) => _process = process;

    private static string Folder => Path.Combine(Repository.Root, "tests", "Pipeline.Benchmarks", "chrono");

    /// <summary>Starts chrono with the corpora loaded, whole and as sentences; null with the reason where there is no Node or no chrono.</summary>
    public static (ChronoProcess? Process, string? Reason) Start(IReadOnlyList<Corpus> corpora)
    {
        try
        {
            if (!Directory.Exists(Path.Combine(Folder, "node_modules", "chrono-node")) && !TryInstall())
            {
                return (null, "`npm ci` could not fetch chrono-node");
            }

            var chrono = new ChronoProcess(Open("node", ["bench.mjs"]));
            foreach (var corpus in corpora)
            {
                chrono.Load(corpus, ByArticle, article => [article.Text]);
                chrono.Load(corpus, BySentence, article => article.Sentences);
            }

            return (chrono, null);
        }
        catch (Win32Exception)
        {
            return (null, "Node.js is not installed");
        }
        catch (IOException)
        {
            return (null, "chrono-node does not start with this Node.js");
        }
    }

    /// <summary>Its modes: whole articles, and sentence by sentence.</summary>
    public IReadOnlyList<IContender> Modes =>
        [new Mode(this, "chrono-node 2.10.3", ByArticle), new Mode(this, "chrono-node 2.10.3, by sentence", BySentence)];

    private static string ByArticle => "articles";

    private static string BySentence => "sentences";

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool TryInstall()
    {
        using var npm = OperatingSystem.IsWindows() ? Open("cmd", ["/c", "npm", "ci"]) : Open("npm", ["ci"]);
        npm.StandardInput.Close();
        npm.StandardOutput.ReadToEnd();
        npm.WaitForExit();
        return npm.ExitCode == 0;
    }

    private static Process Open(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private void Load(Corpus corpus, string mode, Func<Article, IReadOnlyList<string>> texts) => Ask(new JsonObject
    {
        ["load"] = $"{corpus.Language} {mode}",
        ["language"] = corpus.Language,
        ["articles"] = new JsonArray([.. corpus.Articles.SelectMany(article => texts(article), (article, text) => new JsonObject
        {
            ["text"] = text,
            ["day"] = article.Published.ToString("O", CultureInfo.InvariantCulture),
        })]),
    });

    private JsonNode Ask(JsonObject request)
    {
        _process.StandardInput.WriteLine(request.ToJsonString(JsonSerializerOptions.Default));
        _process.StandardInput.Flush();
        return JsonNode.Parse(_process.StandardOutput.ReadLine() ?? throw new IOException("chrono-node ended early."))!;
    }

    private sealed class Mode(ChronoProcess chrono, string name, string mode) : IContender
    {
        public string Name => name;

        public Sample Run(Corpus corpus, TimeSpan atLeast)
        {
            var answer = chrono.Ask(new JsonObject { ["run"] = $"{corpus.Language} {mode}", ["milliseconds"] = atLeast.TotalMilliseconds });
            return new Sample((double)answer["characters"]! / (double)answer["seconds"]!, null, (long)answer["found"]! / (long)answer["passes"]!);
        }
    }
}
