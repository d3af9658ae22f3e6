using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Digest;
using Pipeline.Testing;
using static Pipeline.Tests.Digest.DigestSamples;

namespace Pipeline.Tests.Digest;

/// <summary>
/// The mail as mail programs and a browser take it, in one Node process: caniemail's table of what programs show, and axe-core in headless Chromium,
/// light and dark, wide and 375 pixels narrow. MAIL_SCREENSHOTS names a folder for pictures of it.
/// </summary>
public sealed class MailLintTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "mail-lint");

    // Gmail, Outlook, Apple Mail, Yahoo, and the French providers.
    private static readonly string[] Clients =
    [
        "gmail.android", "gmail.desktop-webmail", "gmail.ios", "gmail.mobile-webmail",
        "outlook.android", "outlook.ios", "outlook.macos", "outlook.outlook-com", "outlook.windows", "outlook.windows-mail",
        "apple-mail.ios", "apple-mail.macos", "yahoo.android", "yahoo.desktop-webmail", "yahoo.ios",
        "orange.android", "orange.desktop-webmail", "orange.ios", "laposte.android", "laposte.desktop-webmail", "laposte.ios",
        "sfr.android", "sfr.desktop-webmail", "sfr.ios", "free-fr.desktop-webmail",
    ];

    [Fact]
    public async Task Mail_InPrograms_UsesOnlyWhatTheyShowOrWhatMayBeLost()
    {
        using var answer = await AnswerAsync();
        var allowed = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "allowed.json"), Make.Token))!.AsObject();
        var used = new HashSet<string>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var mail in answer.RootElement.GetProperty("support").EnumerateArray())
        {
            foreach (var issue in mail.GetProperty("issues").EnumerateArray())
            {
                var feature = issue.GetProperty("feature").GetString()!;
                var clients = issue.GetProperty("clients").EnumerateArray().Select(client => client.GetString()!).ToList();
                used.Add(feature);
                var listed = allowed[feature]?["clients"]?.AsArray().Select(client => (string)client!).ToHashSet(StringComparer.Ordinal) ?? [];
                faults.AddRange(clients.Where(client => !listed.Contains(client)).Select(client => $"{mail.GetProperty("mail").GetString()}: {feature} ({client})"));
            }
        }

        Assert.Empty(faults);
        Assert.Equal([], allowed.Select(entry => entry.Key).Except(used)); // What is allowed and no longer needed goes.
        Assert.All(allowed, entry => Assert.True(((string?)entry.Value?["reason"])?.Length > 20, $"{entry.Key} is allowed without a reason."));
        Assert.All(answer.RootElement.GetProperty("clients").EnumerateArray(), client => Assert.True(client.GetProperty("known").GetInt32() >= 1, client.ToString()));
    }

    [Fact]
    public async Task Mail_InABrowser_IsAccessibleAndFetchesNothing()
    {
        using var answer = await AnswerAsync();
        var looks = answer.RootElement.GetProperty("looks").EnumerateArray().ToList();

        Assert.Equal(8, looks.Count);
        Assert.All(looks, look =>
        {
            Assert.Equal([], Texts(look, "violations"));
            Assert.Equal([], Texts(look, "requests"));
            Assert.Equal(0, look.GetProperty("overflow").GetInt32());
            Assert.True(look.GetProperty("passes").GetInt32() > 10, look.ToString());
        });
    }

    private static IEnumerable<string> Texts(JsonElement look, string name) =>
        look.GetProperty(name).EnumerateArray().Select(text => $"{look.GetProperty("mail").GetString()} {look.GetProperty("view").GetString()}: {text.GetString()}");

    private static Lazy<Task<string>> Answer { get; } = new(RunAsync);

    private static async Task<JsonDocument> AnswerAsync() => JsonDocument.Parse(await Answer.Value.WaitAsync(Make.Token));

    // Once for all tests of the class: starting a browser takes seconds.
    private static async Task<string> RunAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await NodePackages.RestoreAsync(Folder, patience.Token);
        var request = new JsonObject
        {
            ["mails"] = new JsonArray([.. Strings.Languages.Select(language => new JsonObject { ["name"] = language, ["html"] = Html(language) })]),
            ["clients"] = new JsonArray([.. Clients.Select(client => (JsonNode)client)]),
            ["browser"] = Environment.GetEnvironmentVariable("MAIL_BROWSER"),
            ["screenshots"] = Environment.GetEnvironmentVariable("MAIL_SCREENSHOTS"),
        };
        using var node = Process.Start(new ProcessStartInfo("node", ["lint.mjs"])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(patience.Token), node.StandardError.ReadToEndAsync(patience.Token));
        await node.StandardInput.WriteAsync(request.ToJsonString());
        node.StandardInput.Close();
        try
        {
            await node.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }

        return node.ExitCode == 0 ? await output : throw new InvalidOperationException($"lint.mjs ended with {node.ExitCode}: {await errors}");
    }

    private static string Html(string language)
    {
        var newsroom = new NewsroomOptions { Name = "La Vigie", Language = language, PostalAddress = "La Vigie, 3 rue des Tanneurs, 51100 Valmont" };
        return PersonalMarks.Fill(
            Make.Renderer(newsroom).Render(FullIssue(), language, Issue, Variant).Html, "https://news.example/unsubscribe/token", "https://news.example/preferences/token");
    }
}
