using System.Text.RegularExpressions;
using Markdig;

namespace Pipeline.Articles.Reading;

/// <summary>Markdown, with or without front matter; a text file with front matter too.</summary>
internal sealed class MarkdownReader : IFormatReader
{
    private static readonly Regex Markup = new(@"(?m)^#{1,6} \S|\[[^\]\n]{1,200}\]\(https?://", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public bool Recognises(string text) => FrontMatter.Of(text) is not null || Markup.IsMatch(text);

    /// <inheritdoc/>
    public FormatOutcome Read(string text)
    {
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
            Title = title,
            TitleInBody = title is not null && plain.Text.StartsWith(title, StringComparison.Ordinal),
            Body = plain.Text,
            Dates = matter?.Find("date", "published", "pubdate") is { } date ? [(PublicationSource.FrontMatter, date)] : [],
            SourceName = matter?.Find("source", "publisher", "site"),
            SourceUrl = matter?.Find("url", "link", "canonical", "source_url"),
            Language = matter?.Find("language", "lang"),
            Warnings = matter?.Repaired == true ? [ArticleWarning.RepairedFrontMatter] : [],
        };
    }
}
