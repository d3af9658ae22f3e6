using System.Text.RegularExpressions;
using Markdig;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Articles.Reading;

/// <summary>Markdown, with or without front matter; a text file with front matter too.</summary>
internal sealed class MarkdownReader : ITextReader
{
    private static readonly Regex Markup = new(@"(?m)^#{1,6} \S|\[[^\]\n]{1,200}\]\(https?://", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public bool Recognises(string text) => FrontMatter.Of(text) is not null || Markup.IsMatch(text);

    /// <inheritdoc/>
    public FormatOutcome Read(string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var matter = FrontMatter.Of(text);
        var source = matter?.Body ?? text;
        MarkdownText plain;
        try
        {
            plain = MarkdownText.Of(Markdown.Parse(source), source);
        }
        catch (ArgumentException)
        {
            return new FormatOutcome.Refused(new Rejection(RejectionCode.TooComplex, "Markdown")); // Markdig's way to say "depth limit exceeded".
        }

        var title = matter?.Find("title") ?? plain.FirstHeading;
        return new FormatOutcome.Parts
        {
            TitleInBody = title is not null && plain.Text.StartsWith(title, StringComparison.Ordinal),
            Body = plain.Text,
            Candidates = MetadataCandidates.Of(
            [
                (MetadataField.Title, MetadataSource.FrontMatter, matter?.Find("title")),
                (MetadataField.Title, MetadataSource.Heading, plain.FirstHeading),
                (MetadataField.Author, MetadataSource.FrontMatter, matter?.Find("author", "authors", "byline")),
                (MetadataField.Published, MetadataSource.FrontMatter, matter?.Find("date", "published", "pubdate")),
                (MetadataField.SourceName, MetadataSource.FrontMatter, matter?.Find("source", "publisher", "site")),
                (MetadataField.SourceUrl, MetadataSource.FrontMatter, matter?.Find("url", "link", "canonical", "source_url")),
                (MetadataField.Language, MetadataSource.FrontMatter, matter?.Find("language", "lang")),
                (MetadataField.Section, MetadataSource.FrontMatter, matter?.Find("section", "category", "rubric")),
            ]),
            Warnings = matter?.Warning is { } warning ? [warning] : [],
        };
    }
}
