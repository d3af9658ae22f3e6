using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Articles;

/// <summary>Names this process to others, and tells of a named one whether it is surely dead.</summary>
internal static class ReaderProcess
{
    private static readonly string s_self = NameOf(Environment.ProcessId, Guid.NewGuid().ToString("N"));

    /// <summary>The name of this process: machine, process id and a word of its own.</summary>
    public static string Name => s_self;

    /// <summary>Whether <paramref name="name"/> is this process.</summary>
    public static bool IsSelf(string name) => string.Equals(name, s_self, StringComparison.Ordinal);

    /// <summary>Whether the named process ran on this machine and is gone. Of other machines nothing is known: false.</summary>
    public static bool IsDead(string name)
    {
        if (IsSelf(name) || name.Split('|') is not [var machine, var process, _] || machine != Environment.MachineName
            || !int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        return id == Environment.ProcessId || !IsRunning(id);
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string NameOf(int id, string word) => string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}|{id}|{word}");
}
