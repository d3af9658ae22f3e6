using Microsoft.Extensions.Options;
using Pipeline.Digest;
using Pipeline.Digest.Rendering;

namespace Pipeline.Site;

/// <summary>Shows the home page: the latest digests, the next dates, and the ways to get both. Thread-safe.</summary>
public sealed class ShowHome
{
    private const int Issues = 5;
    private const int Dates = 6;

    private readonly IVariantStore _variants;
    private readonly UpcomingDates _upcoming;
    private readonly SitePages _pages;
    private readonly SiteLinks _links;
    private readonly ReplyCache _cache;
    private readonly NewsroomOptions _newsroom;
    private readonly DigestOptions _digest;

    /// <summary>Shows the variants of <paramref name="variants"/> and the dates of <paramref name="upcoming"/>.</summary>
    public ShowHome(
        IVariantStore variants, UpcomingDates upcoming, SitePages pages, SiteLinks links, ReplyCache cache, IOptions<NewsroomOptions> newsroom, IOptions<DigestOptions> digest)
    {
        ArgumentNullException.ThrowIfNull(newsroom);
        ArgumentNullException.ThrowIfNull(digest);
        _variants = variants;
        _upcoming = upcoming;
        _pages = pages;
        _links = links;
        _cache = cache;
        _newsroom = newsroom.Value;
        _digest = digest.Value;
    }

    /// <summary>The page in <paramref name="language"/>, as it stands in the address.</summary>
    public Task<SiteReply> RunAsync(string? language, CancellationToken cancellationToken) => Strings.Languages.Contains(language)
        ? _cache.GetAsync($"home/{language}", () => PageAsync(language!, cancellationToken))
        : Task.FromResult(_pages.Missing());

    /// <summary>The page in the language that <paramref name="acceptLanguage"/>, the header of a browser, prefers; in the newsroom's where it names none of ours.</summary>
    public async Task<SiteReply> ChooseAsync(string? acceptLanguage, CancellationToken cancellationToken)
    {
        var reply = await RunAsync(PreferredLanguage.Of(acceptLanguage, Strings.Languages) ?? _newsroom.Language, cancellationToken).ConfigureAwait(false);
        return reply.With("Vary", "Accept-Language");
    }

    private async Task<SiteReply> PageAsync(string language, CancellationToken cancellationToken)
    {
        var issues = await _variants.ListPublicAsync(_digest.List, language, DateTimeOffset.MaxValue, Issues, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var dates = await _upcoming.RunAsync(cancellationToken).ConfigureAwait(false);
        var strings = Strings.For(language);
        var typography = new Typography(strings);
        var view = new IssueView(strings, _newsroom, _links);
        var events = new EventView(strings, _links);
        var frame = new SiteFrame { Strings = strings, Title = _newsroom.Name, Description = Words("site.tagline"), Address = _links.Home };
        return _pages.Render("home", frame, SiteModel.Make(
            ("heading", _newsroom.Name),
            ("tagline", frame.Description),
            ("subscribe", SiteModel.Link(Words("site.subscribe"), _links.Subscribe(language))),
            ("issues_title", Words("site.latest")),
            ("issues", SiteModel.List(issues.Select(view.Of))),
            ("empty", Words("site.archive.empty")),
            ("all", SiteModel.Link(Words("site.archive.all"), _links.Archive(language))),
            ("dates_title", Words("site.upcoming.title")),
            ("dates", SiteModel.List(dates.Where(UpcomingDates.IsAhead).Take(Dates).Select(events.Line))),
            ("calendar", SiteModel.Link(Words("site.upcoming.calendar"), _links.Calendar(language)))));

        string Words(string key) => typography.Set(strings.Text(key));
    }
}
