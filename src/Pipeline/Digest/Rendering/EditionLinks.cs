using Pipeline.Events;
using Pipeline.Site;
using Pipeline.Stories;

namespace Pipeline.Digest.Rendering;

/// <summary>Where one edition in one language leads to. Immutable.</summary>
/// <param name="site">The addresses.</param>
/// <param name="language">The language of the pages.</param>
/// <param name="issue">The issue.</param>
/// <param name="variant">The variant of it.</param>
internal sealed class EditionLinks(SiteLinks site, string language, DigestId issue, VariantId variant)
{
    /// <summary>The edition as a page.</summary>
    public string Browser => site.Digest(issue, variant);

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
