using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Pipeline.LocalHost.Tools;

/// <summary>The Node.js of this machine.</summary>
internal static class Node
{
    private const int OldestMajor = 20;

    /// <summary>Makes sure that it is there and new enough.</summary>
    public static async Task RequireAsync(CancellationToken cancellationToken)
    {
        var version = await VersionAsync(cancellationToken)
            ?? throw new HostFailure($"Node.js {OldestMajor} or later is needed for the storage emulator and the mail sink, and no 'node' was found: install it from https://nodejs.org, or give --storage and --smtp.");
        var major = int.TryParse(version.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (major < OldestMajor)
        {
            throw new HostFailure($"Node.js {OldestMajor} or later is needed, and this is {version}: install it from https://nodejs.org, or give --storage and --smtp.");
        }
    }

    private static async Task<string?> VersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (node is null)
            {
                return null;
            }

            var version = await node.StandardOutput.ReadToEndAsync(cancellationToken);
            await node.WaitForExitAsync(cancellationToken);
            return node.ExitCode == 0 ? version.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
