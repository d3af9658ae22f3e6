using Pipeline.Articles.Reading.Metadata;
using Pipeline.Articles.Reading.Text;

namespace Pipeline.Articles.Reading;

/// <summary>
/// Makes an article of the text and the properties of a document; <paramref name="plain"/> reads what stands in the first lines, as it does for a
/// text file. Immutable and thread-safe.
/// </summary>
internal sealed class DocumentParts(ITextReader plain)
{
    /// <summary>The article in <paramref name="text"/>, the whole text of a document in <paramref name="format"/>; refused where there is none.</summary>
    public FormatOutcome Of(
        DocumentText text, DocumentProperties properties, IReadOnlyList<ArticleWarning> warnings, string format, CancellationToken cancellationToken)
    {
        var clean = TextCleaner.Clean(text.ToString());
        var whole = clean.Text.Trim();
        if (whole.Length == 0)
        {
            return new FormatOutcome.Refused(new Rejection(RejectionCode.NoArticle, format));
        }

        if (plain.Read(whole, cancellationToken) is not FormatOutcome.Parts parts)
        {
            throw new InvalidOperationException("Plain text is never refused.");
        }

        // A title in the properties that nobody sees in the text is the last resort: it may be a template's.
        var named = properties.Title?.Trim();
        var isInText = named is { Length: > 0 } && parts.Body.Contains(named, StringComparison.Ordinal);
        return parts with
        {
            Candidates =
            [
                .. MetadataCandidates.Of(
                [
                    (MetadataField.Title, MetadataSource.Heading, text.Title),
                    (MetadataField.Title, MetadataSource.DocumentProperties, isInText ? named : null),
                ]),
                .. parts.Candidates,
                .. MetadataCandidates.Of(
                [
                    (MetadataField.Title, MetadataSource.DocumentProperties, isInText ? null : named),
                    (MetadataField.Author, MetadataSource.DocumentProperties, properties.Author),
                    (MetadataField.Published, MetadataSource.DocumentProperties, properties.Created),
                ]),
            ],
            Warnings = [.. clean.Warnings, .. parts.Warnings, .. warnings],
        };
    }
}
