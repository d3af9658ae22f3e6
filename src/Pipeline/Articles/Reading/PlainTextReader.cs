using System.Text.RegularExpressions;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Articles.Reading;

/// <summary>Plain text, with or without a first line such as <c>date 2026-03-04</c>. Recognises everything, so it comes last.</summary>
internal sealed class PlainTextReader(StampReader stamps) : ITextReader
{
    private const int MinTitle = 8;
    private const int MaxTitle = 150;

    // A line longer than this is a paragraph, so that the short line before it stands alone even without an empty line between.
    private const int ParagraphLength = 120;

    private static readonly Regex FirstLine = new(
        @"^\s*date[ :]\s*(?<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(T[0-9:.+Z-]+)?[ ,;:.]*", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public bool Recognises(string text) => true;

    /// <inheritdoc/>
    public FormatOutcome Read(string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var header = FirstLine.Match(text);
        var body = (header.Success ? text[header.Length..] : text).Trim('\n');
        return new FormatOutcome.Parts
        {
            TitleInBody = true,
            Body = body,
            Candidates = MetadataCandidates.Of(
            [
                (MetadataField.Title, MetadataSource.Text, Title(body.Split('\n'))),
                (MetadataField.Published, MetadataSource.FirstLine, header.Success ? header.Groups["day"].Value : null),
            ]),
        };
    }

    private string? Title(string[] lines)
    {
        var at = 0;
        while (at < lines.Length && (string.IsNullOrWhiteSpace(lines[at]) || stamps.IsStamp(lines[at])))
        {
            at++;
        }

        if (at >= lines.Length - 1)
        {
            return null;
        }

        var line = lines[at].Trim();
        var next = lines[at + 1].Trim();
        var standsAlone = next.Length == 0 || next.Length > ParagraphLength;
        return standsAlone && line.Length is >= MinTitle and <= MaxTitle && line[^1] is not ('.' or ',' or ';' or ':' or '—' or '–' or '-') ? line : null;
    }
}
