using Microsoft.Extensions.Options;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Stories;

namespace Pipeline.Site;

/// <summary>The addresses of all pages that mails, feeds and pages lead to; the routes of the HTTP functions are the same. Thread-safe.</summary>
public sealed class SiteLinks
{
    private readonly string _base;

    /// <summary>Addresses below <see cref="SiteOptions.BaseUrl"/>.</summary>
    public SiteLinks(IOptions<SiteOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _base = options.Value.BaseUrl.TrimEnd('/');
    }

    /// <summary>The page that chooses the visitor's language.</summary>
    public string Home() => $"{_base}/";

    /// <summary>The home page in one language.</summary>
    public string Home(string language) => $"{_base}/{language}";

    /// <summary>The page on which one subscribes.</summary>
    public string Subscribe(string language) => $"{_base}/{language}/subscribe";

    /// <summary>The page whose button confirms an address.</summary>
    public string Confirm(string token) => $"{_base}/confirm/{token}";

    /// <summary>The reader's page of preferences.</summary>
    public string Preferences(string token) => $"{_base}/preferences/{token}";

    /// <summary>Where one leaves the list: GET shows a page with a button, POST acts (RFC 8058).</summary>
    public string Unsubscribe(string token) => $"{_base}/unsubscribe/{token}";

    /// <summary>The archive in one language.</summary>
    public string Archive(string language) => $"{_base}/{language}/digests";

    /// <summary>The digests of the archive that are older than <paramref name="before"/>.</summary>
    public string Archive(string language, DateTimeOffset before) => $"{Archive(language)}?before={ArchivePlace.Write(before)}";

    /// <summary>A digest as a web page.</summary>
    public string Digest(DigestId issue, VariantId variant) => $"{_base}/digests/{issue}/{variant}";

    /// <summary>A story with its timeline.</summary>
    public string Story(string language, StoryId story) => $"{_base}/{language}/stories/{story.Value}";

    /// <summary>A story's timeline in the format of TimelineJS3.</summary>
    public string Timeline(string language, StoryId story) => $"{Story(language, story)}/timeline.json";

    /// <summary>One event of a story.</summary>
    public string Event(string language, EventId entry) => $"{_base}/{language}/events/{entry.Value}";

    /// <summary>One event as a calendar entry.</summary>
    public string EventCalendar(string language, EventId entry) => $"{_base}/{language}/events/{entry.Value}.ics";

    /// <summary>The Atom feed of the issues.</summary>
    public string Atom(string language) => $"{_base}/{language}/digests.atom";

    /// <summary>The JSON Feed of the issues.</summary>
    public string JsonFeed(string language) => $"{_base}/{language}/digests.json";

    /// <summary>The calendar of dates to come.</summary>
    public string Calendar(string language) => $"{_base}/{language}/upcoming.ics";
}
