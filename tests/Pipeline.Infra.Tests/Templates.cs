using Xunit;

namespace Pipeline.Infra.Tests;

/// <summary>A copy of the templates in a folder of its own: the compiler writes its prediction beside the parameter file, and a test may break a rule in it.</summary>
internal sealed class Templates : IDisposable
{
    private static readonly string[] s_patterns = ["*.bicep", "*.bicepparam", "bicepconfig.json", "modules/*.bicep"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pipeline-infra-");

    public Templates()
    {
        foreach (var pattern in s_patterns)
        {
            var subfolder = Path.GetDirectoryName(pattern) ?? "";
            Directory.CreateDirectory(Path.Combine(_folder.FullName, subfolder));
            foreach (var file in Directory.GetFiles(Path.Combine(Bicep.InfraFolder, subfolder), Path.GetFileName(pattern)))
            {
                File.Copy(file, Path.Combine(_folder.FullName, subfolder, Path.GetFileName(file)));
            }
        }
    }

    public string Folder => _folder.FullName;

    /// <summary>Replaces <paramref name="old"/>, which stands there once, in one file.</summary>
    public void Change(string file, string old, string replacement)
    {
        var path = Path.Combine(Folder, file);
        var parts = File.ReadAllText(path).ReplaceLineEndings("\n").Split(old);
        Assert.True(parts.Length == 2, $"'{old}' stands {parts.Length - 1} times in {file}.");
        File.WriteAllText(path, string.Join(replacement, parts));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
