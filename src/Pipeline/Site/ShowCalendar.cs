using Microsoft.Extensions.Options;
using Pipeline.Extraction;

namespace Pipeline.Site;

/// <summary>Shows dates as calendar files, and leads from an event to its place in its story. Thread-safe.</summary>
public sealed class ShowCalendar
{
    private const string Extension = ".ics";

    private readonly UpcomingDates _upcoming;
    private readonly StoryReader _stories;
    private readonly SitePages _pages;
    private readonly SiteLinks _links;
    private readonly ReplyCache _cache;
    private readonly NewsroomOptions _newsroom;
    private readonly SiteOptions _options;

    /// <summary>Shows the dates of <paramref name="upcoming"/> and the events of <paramref name="stories"/>.</summary>
    public ShowCalendar(
        UpcomingDates upcoming, StoryReader stories, SitePages pages, SiteLinks links, ReplyCache cache, IOptions<NewsroomOptions> newsroom, IOptions<SiteOptions> options)
    {
        ArgumentNullException.ThrowIfNull(newsroom);
        ArgumentNullException.ThrowIfNull(options);
        _upcoming = upcoming;
        _stories = stories;
        _pages = pages;
        _links = links;
        _cache = cache;
        _newsroom = newsroom.Value;
        _options = options.Value;
    }

    /// <summary>The dates to come in <paramref name="language"/>. What is only known to lie in some year is no entry of a calendar and is left out.</summary>
    public Task<SiteReply> RunAsync(string? language, CancellationToken cancellationToken)
    {
        return Strings.Languages.Contains(language) ? _cache.GetAsync($"calendar/{language}", MakeAsync) : Task.FromResult(_pages.Missing());

        async Task<SiteReply> MakeAsync()
        {
            var found = await _upcoming.RunAsync(cancellationToken).ConfigureAwait(false);
            var dates = found.Where(told => told.Date.Precision != DatePrecision.Year).ToList();
            var strings = Strings.For(language!);
            var text = new CalendarWriter(strings, _links).Write(strings.Text("site.calendar.name", ("newsroom", _newsroom.Name)), dates);
            var reply = SiteReply.Of(CalendarWriter.MediaType, text, SiteSafety.Data, _options.CacheFor);
            return dates.Count == 0 ? reply : reply.Dated(dates.Max(CalendarWriter.ChangedAt));
        }
    }

    /// <summary>
    /// The event <paramref name="name"/> in <paramref name="language"/>, both as they stand in the address: <c>{id}.ics</c> is the event as a calendar,
    /// <c>{id}</c> leads to its story.
    /// </summary>
    public async Task<SiteReply> EventAsync(string? language, string? name, CancellationToken cancellationToken)
    {
        var isCalendar = name?.EndsWith(Extension, StringComparison.Ordinal) == true;
        var id = isCalendar ? name![..^Extension.Length] : name;
        if (!Strings.Languages.Contains(language) || await _stories.FindEventAsync(id, cancellationToken).ConfigureAwait(false) is not { } told)
        {
            return _pages.Missing();
        }

        if (!isCalendar)
        {
            return SiteReply.Redirect($"{_links.Story(language!, told.Story)}#{EventView.AnchorOf(told)}", isForGood: false, _options.CacheFor);
        }

        var text = new CalendarWriter(Strings.For(language!), _links).Write(_newsroom.Name, [told]);
        return SiteReply.Of(CalendarWriter.MediaType, text, SiteSafety.Data, _options.CacheFor)
            .Dated(CalendarWriter.ChangedAt(told))
            .With("Content-Disposition", $"attachment; filename=\"{told.Id.Value}{Extension}\"");
    }
}
