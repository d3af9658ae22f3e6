using System.Reflection;

namespace Pipeline.Benchmarks;

/// <summary>The working copy that this program was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
