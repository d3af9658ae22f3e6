using Pipeline.Digest.Rendering;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Receipts;
using Scriban.Runtime;

namespace Pipeline.Site;

/// <summary>Puts events into the words of a language, as plain script objects.</summary>
internal sealed class EventView(Strings strings, SiteLinks links)
{
    private readonly DateWriter _dates = new(strings);
    private readonly Typography _typography = new(strings);
    private readonly CheckWriter _checks = new(strings);

    /// <summary>The headline of <paramref name="told"/> in the language of the page where it is told in that, with its language.</summary>
    public (string Text, string Language) HeadlineOf(StoredEvent told)
    {
        var own = told.Language != strings.Language && told.Headlines.TryGetValue(strings.Language, out var found) ? found : null;
        return (_typography.Set(VisibleText.Line(own ?? told.Headline)), own is null ? told.Language : strings.Language);
    }

    /// <summary>The date in words, with its weekday where it is one day.</summary>
    public string DayOf(StoredEvent told) => _typography.Set(_dates.WriteFull(told.Date));

    /// <summary>The address of a source where it is one of the web.</summary>
    public static string AddressOf(EventSource source) =>
        source.Url is { IsAbsoluteUri: true } url && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url.AbsoluteUri : "";

    /// <summary>One line of a list of dates, which leads to the event's place in its story.</summary>
    public ScriptObject Line(StoredEvent told)
    {
        var (headline, language) = HeadlineOf(told);
        return SiteModel.Make(
            ("day", DayOf(told)),
            ("machine_day", MachineDay(told.Date)),
            ("headline", headline),
            ("lang", language),
            ("href", links.Event(strings.Language, told.Id)));
    }

    /// <summary>An entry of a timeline, as of <paramref name="today"/>.</summary>
    public ScriptObject Entry(StoredEvent told, DateOnly today)
    {
        var (headline, language) = HeadlineOf(told);
        var isAhead = told.Status == EventStatus.Planned && told.Date.Last >= today;
        return SiteModel.Make(
            ("id", AnchorOf(told)),
            ("day", DayOf(told)),
            ("machine_day", MachineDay(told.Date)),
            ("status", StatusOf(told, today)),
            ("tone", told.Status.ToString()),
            ("headline", headline),
            ("lang", language),
            ("quote", Quote(told)),
            ("quote_lang", told.Language),
            ("checks", SiteModel.List(_checks.Of(told.Warnings, VisibleText.Line(told.DateText), told.Date))),
            ("others", told.Contradictions.Count == 0 ? "" : Words("site.story.others", ("days", string.Join(", ", told.Contradictions.Select(_dates.Write))))),
            ("sources_label", _typography.Set(strings.Plural("digest.sources", told.Sources.Count))),
            ("sources", SiteModel.List(told.Sources.OrderByDescending(source => source.Published).Select(Source))),
            ("history_title", Words("site.story.history")),
            ("history", SiteModel.List(new DateHistory(strings).Of(told).Select(object (line) => _typography.Set(line)))),
            ("calendar", SiteModel.Link(Words("site.story.calendar"), isAhead ? links.EventCalendar(strings.Language, told.Id) : "")));
    }

    /// <summary>The place of <paramref name="told"/> in the page of its story.</summary>
    public static string AnchorOf(StoredEvent told) => "e-" + told.Id.Value;

    /// <summary>What is known of it, in words: a plan whose day has passed is not said to have happened.</summary>
    public string StatusOf(StoredEvent told, DateOnly today) => told.Status == EventStatus.Planned && told.Date.Last < today
        ? Words("site.story.overdue")
        : told.Warnings.Contains(ExtractionWarning.Hearsay.Code()) ? Words("site.story.hearsay", ("status", Words("status." + told.Status.ToString())))
        : Words("status." + told.Status.ToString());

    /// <summary>The sentence where it says more than the headline.</summary>
    public string Quote(StoredEvent told)
    {
        var evidence = VisibleText.Line(told.Evidence);
        return string.Equals(evidence.TrimEnd('.'), VisibleText.Line(told.Headline).TrimEnd('.'), StringComparison.OrdinalIgnoreCase) ? "" : _typography.Set(evidence);
    }

    // HTML knows days, months and years, and no intervals.
    private static string MachineDay(DateSpan date) => date.Precision == DatePrecision.Interval ? "" : date.ToString();

    private ScriptObject Source(EventSource source) => SiteModel.Make(
        ("name", _typography.Set(VisibleText.Line(source.Name))),
        ("day", _dates.Write(source.Published)),
        ("href", AddressOf(source)));

    private string Words(string key, params ReadOnlySpan<(string Name, string Value)> values) => _typography.Set(strings.Text(key, values));
}
