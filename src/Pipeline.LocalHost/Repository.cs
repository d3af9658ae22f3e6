namespace Pipeline.LocalHost;

/// <summary>The working copy that the host serves.</summary>
internal static class Repository
{
    /// <summary>The folder with <c>host.json</c> and <c>infra/local</c>, looked for upward from the current folder, then from the program's own.</summary>
    public static string FindRoot() =>
        TryFindRoot() ?? throw new HostFailure("No working copy of Pipeline was found above the current folder: start the host inside one.");

    /// <summary>The same folder, or null where there is none.</summary>
    public static string? TryFindRoot() => FindAbove(Directory.GetCurrentDirectory()) ?? FindAbove(AppContext.BaseDirectory);

    private static string? FindAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "host.json")) && File.Exists(Path.Combine(folder.FullName, "infra", "local", "package.json")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
