namespace Pipeline.LocalHost.Tools;

/// <summary>The mail sink on this machine: it takes every mail and shows it in a browser.</summary>
internal static class Maildev
{
    /// <summary>Starts it on its usual ports, or on others where those are taken.</summary>
    public static async Task<(NodeProgram Program, int SmtpPort, Uri Web)> StartAsync(
        NodePackages packages, FreePorts ports, CancellationToken cancellationToken)
    {
        var smtp = ports.Take(1025, "SMTP");
        var web = ports.Take(1080, "mailbox");
        string[] arguments = ["--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--smtp", $"{smtp}", "--web", $"{web}", "--max-emails", "200"];
        var program = await packages.StartAsync(
            "mail sink", Path.Combine("maildev", "dist", "bin", "maildev.js"), [smtp, web], arguments, cancellationToken);
        return (program, smtp, new Uri($"http://127.0.0.1:{web}/"));
    }
}
