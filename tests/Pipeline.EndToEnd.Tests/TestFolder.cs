namespace Pipeline.EndToEnd.Tests;

/// <summary>A temporary folder for one test; the host's data are in <c>data</c>.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pipeline-e2e-").FullName;

    public string Data => System.IO.Path.Combine(Path, "data");

    /// <summary>Settings of the hosts that are started here, as environment variables.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
