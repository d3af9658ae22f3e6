using Pipeline.Digest;

namespace Pipeline.Site;

/// <summary>A digest as a feed tells it.</summary>
/// <param name="Title">Its subject.</param>
/// <param name="Address">Its page, and its identity.</param>
/// <param name="Published">Its cut-off.</param>
/// <param name="Summary">Its preview line.</param>
/// <param name="Html">Its content; empty where the feed is long enough without.</param>
internal sealed record FeedEntry(string Title, string Address, DateTimeOffset Published, string Summary, string Html)
{
    /// <summary>Content of all entries of a feed together, at most, in characters; later (older) entries are told by their summary alone.</summary>
    public const int MaxCharacters = 500_000;

    /// <summary>The entries for <paramref name="variants"/>, newest first.</summary>
    public static IReadOnlyList<FeedEntry> Of(IEnumerable<DigestVariant> variants, SiteLinks links)
    {
        var (entries, left) = (new List<FeedEntry>(), MaxCharacters);
        foreach (var variant in variants)
        {
            var html = left > 0 ? FeedHtml.Of(variant.Html) : "";
            left -= html.Length;
            entries.Add(new(variant.Subject, links.Digest(variant.Issue, variant.Id), variant.Issue.CutOff, variant.Preheader, left >= 0 ? html : ""));
        }

        return entries;
    }
}
