using Pipeline.Articles;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Stories;

/// <summary>Makes of an article and its events what they bring to a story. Pure.</summary>
internal static class StoryReports
{
    /// <summary>What version <paramref name="version"/> of <paramref name="article"/> brings.</summary>
    public static (StoryArticle Article, IReadOnlyList<EventMention> Mentions) Of(Article article, long version, IReadOnlyList<DatedEvent> events)
    {
        var profile = ArticleProfile.Of(article, events);
        var name = article.FileName[(article.FileName.LastIndexOf('/') + 1)..];
        var brought = new StoryArticle
        {
            Article = article.Id,
            Version = version,
            Title = article.Title ?? name,
            Language = article.Language,
            Published = article.Published,
            SourceName = article.SourceName ?? article.Title ?? name,
            SourceUrl = article.SourceUrl,
            Profile = profile.Entries,
            Signature = profile.Signature,
        };
        return (brought, [.. events.Select(found => MentionOf(article, version, found, profile)).DistinctBy(mention => mention.Id)]);
    }

    private static EventMention MentionOf(Article article, long version, DatedEvent found, ArticleProfile profile)
    {
        var evidence = found.Evidence.In(article.Text);
        return new()
        {
            Id = Identifier.Of(article.Id.Value, found.Date.ToString(), evidence),
            Article = article.Id,
            Version = version,
            Language = article.Language,
            Published = article.Published,
            Date = found.Date,
            PreviousDate = found.PreviousDate,
            IsMoved = found.IsMoved,
            Alternatives = found.Alternatives,
            Status = found.Status,
            Evidence = evidence,
            Span = found.Evidence,
            IsHeading = IsHeading(article.Text, found.Evidence),
            DateText = found.DateText.In(article.Text),
            Headline = found.Headline,
            Confidence = found.Confidence,
            Entities = found.Entities,
            Terms = profile.TermsOf(found.Evidence, found.DateText),
            Names = profile.NamesOf(found.Evidence),
            Warnings = [.. found.Warnings.Select(ExtractionWarnings.Code)],
        };
    }

    private static bool IsHeading(string text, TextSpan evidence)
    {
        var start = text.LastIndexOf('\n', Math.Max(0, evidence.Start - 1)) + 1;
        var end = text.IndexOf('\n', evidence.Start) is var next && next < 0 ? text.Length : next;
        return text.AsSpan(start..evidence.Start).Trim("# ").Length == 0 && evidence.End >= start + text.AsSpan(start..end).TrimEnd().Length && !SentenceShape.IsWhole(text[start..end]);
    }
}
