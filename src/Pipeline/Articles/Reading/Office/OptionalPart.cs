using Pipeline.Articles.Reading.Archives;

namespace Pipeline.Articles.Reading.Office;

/// <summary>Parts that a document can do without: styles, properties, relations.</summary>
internal static class OptionalPart
{
    /// <summary>
    /// Lets <paramref name="read"/> read the part at <paramref name="path"/>. A part that is not there is passed over, a broken one is said
    /// in <paramref name="warnings"/>; one that is unsafe or a bomb refuses the document.
    /// </summary>
    public static void Read(
        GuardedArchive archive, string? path, DocumentOptions limits, ICollection<ArticleWarning> warnings, Action<GuardedXml> read, CancellationToken cancellationToken)
    {
        if (path is null || archive.Find(path) is not { } entry)
        {
            return;
        }

        try
        {
            using var xml = GuardedXml.Open(archive, entry, limits, cancellationToken);
            read(xml);
        }
        catch (UnreadableFileException failure) when (failure.Reason.Code == RejectionCode.Damaged)
        {
            if (!warnings.Contains(ArticleWarning.PartialText))
            {
                warnings.Add(ArticleWarning.PartialText);
            }
        }
    }
}
