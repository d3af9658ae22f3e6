namespace Pipeline.Testing;

/// <summary>Where the working copy lies that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder with <c>Pipeline.sln</c>, found upward from the tests' own folder.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Pipeline.sln above {AppContext.BaseDirectory}.");
    }
}
