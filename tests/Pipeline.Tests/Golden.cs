using System.Runtime.CompilerServices;

namespace Pipeline.Tests;

/// <summary>Compares with a stored file, which changes only on request (UPDATE_GOLDEN=1), and never in CI.</summary>
internal static class Golden
{
    public static void Matches(string name, string actual, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "..", "Goldens", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "Goldens are never updated in CI.");
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"There is no golden {name}; UPDATE_GOLDEN=1 writes it.");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
