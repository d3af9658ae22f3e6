using Microsoft.Extensions.Options;
using Pipeline.Digest.Rendering;
using Pipeline.Extraction;
using Pipeline.Receipts;
using Scriban.Runtime;

namespace Pipeline.Site;

/// <summary>Shows a story: its names, what is to come, and its timeline with the sources and the history of every date. Thread-safe.</summary>
public sealed class ShowStory
{
    private readonly StoryReader _stories;
    private readonly SitePages _pages;
    private readonly SiteLinks _links;
    private readonly TimeProvider _time;
    private readonly NewsroomOptions _newsroom;
    private readonly SiteOptions _options;

    /// <summary>Shows the stories of <paramref name="stories"/>.</summary>
    public ShowStory(StoryReader stories, SitePages pages, SiteLinks links, TimeProvider time, IOptions<NewsroomOptions> newsroom, IOptions<SiteOptions> options)
    {
        ArgumentNullException.ThrowIfNull(newsroom);
        ArgumentNullException.ThrowIfNull(options);
        _stories = stories;
        _pages = pages;
        _links = links;
        _time = time;
        _newsroom = newsroom.Value;
        _options = options.Value;
    }

    /// <summary>The page in <paramref name="language"/> of the story <paramref name="id"/>, both as they stand in the address.</summary>
    public async Task<SiteReply> RunAsync(string? language, string? id, CancellationToken cancellationToken)
    {
        if (!Strings.Languages.Contains(language) || await _stories.FindStoryAsync(id, cancellationToken).ConfigureAwait(false) is not { } told)
        {
            return _pages.Missing();
        }

        return told.Story.Id.Value == id
            ? Page(Strings.For(language!), told)
            : SiteReply.Redirect(_links.Story(language!, told.Story.Id), isForGood: true, _options.CacheFor);
    }

    /// <summary>The timeline of the story <paramref name="id"/> in <paramref name="language"/>, as TimelineJS3 reads it.</summary>
    public async Task<SiteReply> TimelineAsync(string? language, string? id, CancellationToken cancellationToken)
    {
        if (!Strings.Languages.Contains(language) || await _stories.FindStoryAsync(id, cancellationToken).ConfigureAwait(false) is not { } told)
        {
            return _pages.Missing();
        }

        if (told.Story.Id.Value != id)
        {
            return SiteReply.Redirect(_links.Timeline(language!, told.Story.Id), isForGood: true, _options.CacheFor);
        }

        var json = new TimelineJson(Strings.For(language!), _links).Write(told, Today);
        return SiteReply.Of(TimelineJson.MediaType, json, SiteSafety.Data, _options.CacheFor);
    }

    private DateOnly Today => _newsroom.DayOf(_time.GetUtcNow());

    private SiteReply Page(Strings strings, ToldStory told)
    {
        var view = new EventView(strings, _links);
        var typography = new Typography(strings);
        var dates = new DateWriter(strings);
        var story = told.Story;
        var today = Today;
        var title = typography.Set(VisibleText.Line(story.Title));
        var frame = new SiteFrame
        {
            Strings = strings,
            Title = title,
            Description = string.Join(", ", story.Names.Select(name => VisibleText.Line(name))),
            Address = code => _links.Story(code, story.Id),
        };
        var span = story.First == story.Last ? DateSpan.Day(story.First) : DateSpan.Between(story.First, story.Last);
        return _pages.Render("story", frame, SiteModel.Make(
            ("heading", title),
            ("heading_lang", story.Language),
            ("facts", typography.Set(strings.Plural("site.story.articles", story.Articles)) + ", " + dates.Write(span)),
            ("names_label", Words("site.story.names")),
            ("names", SiteModel.List(story.Names.Select(object (name) => VisibleText.Line(name)))),
            ("dates_title", Words("site.story.upcoming")),
            ("dates", SiteModel.List(told.Events.Where(entry => entry.Status == EventStatus.Planned && entry.Date.Last >= today).Select(entry => Ahead(view, entry)))),
            ("timeline_title", Words("site.story.timeline")),
            ("omitted", told.Omitted == 0 ? "" : typography.Set(strings.Plural("site.story.omitted", told.Omitted))),
            ("nothing", Words("site.story.nothing")),
            ("events", SiteModel.List(told.Events.Select(entry => view.Entry(entry, today)))),
            ("export", SiteModel.Link(Words("site.story.export"), _links.Timeline(strings.Language, story.Id)))));

        string Words(string key) => typography.Set(strings.Text(key));
    }

    // Within the page the way is short.
    private static ScriptObject Ahead(EventView view, Events.StoredEvent entry)
    {
        var line = view.Line(entry);
        line.SetValue("href", "#" + EventView.AnchorOf(entry), readOnly: true);
        return line;
    }
}
