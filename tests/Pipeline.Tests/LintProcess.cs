using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Testing;

namespace Pipeline.Tests;

/// <summary>The linter of <c>tests/mail-lint</c>: axe-core and pictures of pages in headless Chromium, light and dark, wide and 375 pixels narrow.</summary>
internal static class LintProcess
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "mail-lint");

    /// <summary>Looks at pages by their names; <c>MAIL_SCREENSHOTS</c> names a folder for pictures of them.</summary>
    public static async Task<JsonDocument> LookAsync(IEnumerable<(string Name, string Html)> pages, CancellationToken cancellationToken)
    {
        await NodePackages.RestoreAsync(Folder, cancellationToken);
        var request = new JsonObject
        {
            ["mails"] = new JsonArray([.. pages.Select(page => new JsonObject { ["name"] = page.Name, ["html"] = page.Html })]),
            ["clients"] = new JsonArray(),
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
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(cancellationToken), node.StandardError.ReadToEndAsync(cancellationToken));
        await node.StandardInput.WriteAsync(request.ToJsonString());
        node.StandardInput.Close();
        try
        {
            await node.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }

        return node.ExitCode == 0 ? JsonDocument.Parse(await output) : throw new InvalidOperationException($"lint.mjs ended with {node.ExitCode}: {await errors}");
    }
}
