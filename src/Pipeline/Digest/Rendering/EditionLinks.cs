using Pipeline.Events;
using Pipeline.Site;
using Pipeline.Stories;

namespace Pipeline.Digest.Rendering;

/// <summary>Where one edition in one language leads to. Immutable.</summary>
/// <param name="site">The addresses.</param>
/// <param name="language">The language of the pages.</param>
/// <param name="edition">The edition; null for a draft, which no page shows.</param>
internal sealed class EditionLinks(SiteLinks site, string language, (DigestId Issue, VariantId Variant)? edition)
{
    /// <summary>The edition as a page; empty for a draft.</summary>
    public string Browser => edition is { } known ? site.Digest(known.Issue, known.Variant) : "";

    /// <summary>The archive.</summary>
    public string Archive => site.Archive(language);

    /// <summary>The feed.</summary>
    public string Feed => site.Atom(language);

    /// <summary>The calendar of all dates to come.</summary>
    public string Calendar => site.Calendar(language);

    /// <summary>A story.</summary>
    public string Story(StoryId story) => site.Story(language, story);

    /// <summary>An event as a calendar entry.</summary>
    public string Event(EventId entry) => site.EventCalendar(language, entry);
}
