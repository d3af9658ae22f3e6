using Pipeline.Articles;

namespace Pipeline.LocalHost.Commands;

/// <summary>A line of <c>extract --json</c> for an archive; its files follow, each with a line of its own.</summary>
internal sealed record PackageLine(string File, IReadOnlyList<string> Entries, IReadOnlyList<string> Warnings)
{
    public static PackageLine Of(string file, ExtractOutcome.Package package) =>
        new(file, [.. package.Entries.Select(entry => entry.Name)], [.. package.Warnings.Select(ArticleWarnings.Code)]);
}
