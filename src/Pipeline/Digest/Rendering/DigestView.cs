using Pipeline.Events;
using Pipeline.Extraction;
using Scriban.Runtime;

namespace Pipeline.Digest.Rendering;

/// <summary>
/// Puts a digest into the words of a language, as plain script objects: a template can neither reach nor change anything else. Names of
/// built-in objects (<c>date</c>, <c>string</c>, ...) are never used as keys, since they would hide them.
/// </summary>
internal sealed class DigestView(Strings strings, NewsroomOptions newsroom, EditionLinks links)
{
    // What mail programs show beside the subject; more is cut, and less is filled up with the beginning of the mail.
    private const int LongestPreheader = 90;

    private const string UnsubscribeKey = "unsubscribe_url";
    private const string PreferencesKey = "preferences_url";

    // A quoted sentence must add this many words to what the headline says.
    private const int WordsThatAdd = 3;

    // Characters that a headline may grow by so as to end with its sentence.
    private const int LongestRest = 60;
    private const char Ellipsis = '…';

    private readonly DateWriter _dates = new(strings);
    private readonly Typography _typography = new(strings);
    private readonly SubjectLine _subject = new(strings);
    private readonly CheckWriter _checks = new(strings);

    /// <summary>The model of the templates for <paramref name="model"/>.</summary>
    public ScriptObject Of(DigestModel model, string listName)
    {
        var day = newsroom.DayOf(model.CutOff);
        return Make(
            ("lang", strings.Language),
            ("dir", strings.Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr"),
            ("start", strings.Culture.TextInfo.IsRightToLeft ? "right" : "left"),
            ("end", strings.Culture.TextInfo.IsRightToLeft ? "left" : "right"),
            ("subject", Subject(model)),
            ("preheader", Preheader(model)),
            ("newsroom", newsroom.Name),
            ("edition_day", _dates.WriteFull(day)),
            ("browser_label", strings.Text("digest.browser")),
            ("browser_url", links.Browser),
            ("title", Title(model, day)),
            ("summary", Summary(model)),
            ("lead_label", strings.Text("digest.lead")),
            ("lead", Item(model.Lead, model.Lead.Event.Sources)),
            ("dossiers", List(model.Dossiers.Where(dossier => dossier.Items.Count + dossier.Omitted > 0).Select(dossier => Dossier(dossier, model.Lead)))),
            ("omitted", Omitted(model)),
            ("archive_label", strings.Text("digest.footer.archive")),
            ("archive_url", links.Archive),
            ("upcoming_title", strings.Text("digest.section.upcoming")),
            ("upcoming", List(model.Upcoming.Select(Upcoming))),
            ("calendar_label", strings.Text("digest.calendar.all")),
            ("calendar_url", links.Calendar),
            ("withdrawn_title", strings.Text("digest.section.withdrawn")),
            ("withdrawn", List(model.Withdrawn.Select(Upcoming))),
            ("withdrawn_more", model.OmittedWithdrawn == 0 ? "" : strings.Plural("digest.withdrawn.more", model.OmittedWithdrawn)),
            ("context_title", strings.Text("digest.section.context")),
            ("context", List(model.Context.Select(item => Item(item, item.Event.Sources)))),
            ("why", Words("digest.footer.why", ("list", listName), ("newsroom", newsroom.Name))),
            ("privacy", Words("digest.footer.privacy")),
            ("unsubscribe_label", strings.Text("digest.footer.unsubscribe")),
            (UnsubscribeKey, PersonalMarks.Unsubscribe),
            ("preferences_label", strings.Text("digest.footer.preferences")),
            (PreferencesKey, PersonalMarks.Preferences),
            ("feed_label", strings.Text("digest.footer.feed")),
            ("feed_url", links.Feed),
            ("postal", string.IsNullOrWhiteSpace(newsroom.PostalAddress) ? "" : Flat(newsroom.PostalAddress)));
    }

    /// <summary>What an editor should know of <paramref name="model"/> before it goes out.</summary>
    public IEnumerable<PreflightFinding> Findings(DigestModel model)
    {
        var unsourced = model.Told.Count(item => !item.Event.Sources.Any(source => AddressOf(source).Length > 0));
        if (unsourced > 0)
        {
            yield return Warn(PreflightCodes.NoSourceAddress, unsourced);
        }

        if (Checks(model) is > 0 and var doubtful)
        {
            yield return Warn(PreflightCodes.Contradiction, doubtful);
        }
    }

    private PreflightFinding Warn(string code, int count) => new(PreflightSeverity.Warn, code, count.ToString("N0", strings.Culture));

    private string Title(DigestModel model, DateOnly day)
    {
        if (model.Previous is not { } previous)
        {
            return Words("digest.title.first");
        }

        var since = newsroom.DayOf(previous);
        return since == day ? Words("digest.title.today")
            : since == day.AddDays(-1) ? Words("digest.title.yesterday")
            : Words("digest.title.since", ("day", _dates.WriteFull(since)));
    }

    private string Subject(DigestModel model)
    {
        var all = model.NewCount + model.ChangedCount;
        var more = all == 1 ? "" : strings.Plural("digest.subject.more", all - 1);
        var told = model.Lead.Event;
        var mark = told.Status switch
        {
            EventStatus.Cancelled => strings.Text("mark.cancelled"),
            EventStatus.Denied => strings.Text("mark.denied"),
            _ when IsHearsay(told) => strings.Text("mark.hearsay"),
            _ => "",
        };
        return _subject.Of(_typography.Set(told.Headline), _typography.Set(told.DateText), mark, more, strings.Plural("digest.subject.spare", all));
    }

    private string Summary(DigestModel model)
    {
        var news = new List<string>();
        AddCount(news, "digest.count.new", model.NewCount);
        AddCount(news, "digest.count.changed", model.ChangedCount);
        var dossiers = strings.Plural("digest.count.dossiers", model.Dossiers.Count + model.OmittedDossiers);
        var counts = new List<string> { strings.Text("digest.inDossiers", ("news", string.Join(", ", news)), ("dossiers", dossiers)) };
        AddCount(counts, "digest.count.checks", Checks(model));
        return Words("digest.sentence", ("text", string.Join(", ", counts)));
    }

    // What the subject does not say: it counts what is new. The last parts go first where there is no room for all.
    private string Preheader(DigestModel model)
    {
        var counts = new List<string>();
        AddCount(counts, "digest.count.changed", model.ChangedCount);
        AddCount(counts, "digest.count.checks", Checks(model));
        AddCount(counts, "digest.count.dossiers", model.Dossiers.Count + model.OmittedDossiers);
        var next = model.Upcoming.Count > 0
            ? Words("digest.preheader.next", ("day", _dates.WriteFull(model.Upcoming[0].Date)))
            : strings.Plural("digest.preheader.articles", model.Told.SelectMany(item => item.Event.Sources).Select(source => source.Article).Distinct().Count());
        while (true)
        {
            var counted = counts.Count == 0 ? "" : Words("digest.sentence", ("text", string.Join(", ", counts)));
            string[] readings = [$"{counted} {next}".Trim(), counted];
            if (Array.Find(readings, reading => reading.Length is > 0 and <= LongestPreheader) is { } fitting)
            {
                return fitting;
            }

            if (counts.Count == 0)
            {
                return next.Length <= LongestPreheader ? next : "";
            }

            counts.RemoveAt(counts.Count - 1);
        }
    }

    private int Checks(DigestModel model) => model.Told.Count(item => Checks(item.Event).Any());

    private string Omitted(DigestModel model) => model.OmittedEvents == 0 ? "" : Words(
        "digest.omitted",
        ("news", strings.Plural("digest.count.moreNew", model.OmittedEvents)),
        ("dossiers", strings.Plural("digest.count.moreDossiers", model.OmittedDossiers)));

    private ScriptObject Dossier(DigestDossier dossier, DigestItem lead)
    {
        // One source is named once, at the head.
        IReadOnlyList<EventSource> source = dossier.Source is { } one ? [one] : [];
        var counts = new List<string>();
        AddCount(counts, "digest.count.new", dossier.Items.Count(item => item.IsNew));
        AddCount(counts, "digest.count.changed", dossier.Items.Count(item => item.IsChanged));
        return Make(
            ("lang", dossier.Language),
            ("title", TypographyOf(dossier.Language).Set(dossier.Title)),
            ("url", links.Story((dossier.Items.Count > 0 ? dossier.Items[0] : lead).Event.Story)),
            ("counts", string.Join(" · ", counts)),
            ("sources_label", SourcesLabel(1)),
            ("sources", List(source.Select(Source))),
            ("note", Note(dossier.Language)),
            ("items", List(dossier.Items.Select(item => Item(item, source.Count == 1 ? [] : item.Event.Sources)))),
            ("more", dossier.Omitted == 0 ? "" : strings.Plural("digest.more", dossier.Omitted)));
    }

    private ScriptObject Item(DigestItem item, IReadOnlyList<EventSource> sources)
    {
        var told = item.Event;
        return Make(
            ("lang", told.Language),
            ("weekday", told.Date.Precision == DatePrecision.Day ? _dates.Weekday(told.Date.First) : ""),
            ("day", _dates.Write(told.Date)),
            ("full_day", _dates.WriteFull(told.Date)),
            ("marks", List(Marks(item))),
            ("headline", Headline(told)),
            ("url", links.Story(told.Story)),
            ("before", Before(item)),
            ("evidence", Evidence(told)),
            ("checks", List(Checks(told).Select(object (text) => text))),
            ("sources_label", SourcesLabel(sources.Count)),
            ("sources", List(sources.OrderByDescending(source => source.Published).Select(Source))),
            ("note", Note(told.Language)));
    }

    // Readers of one language are told that what follows is in another.
    private string Note(string language) =>
        language == strings.Language || !strings.Keys.Contains("language." + language) ? "" : strings.Text("language." + language);

    private ScriptObject Upcoming(StoredEvent planned) => Make(
        ("lang", planned.Language),
        ("weekday", planned.Date.Precision == DatePrecision.Day ? _dates.Weekday(planned.Date.First) : ""),
        ("day", _dates.Write(planned.Date)),
        ("full_day", _dates.WriteFull(planned.Date)),
        ("headline", Headline(planned)),
        ("calendar_label", strings.Text("digest.calendar.one")),
        ("calendar_url", planned.Date.Precision is DatePrecision.Month or DatePrecision.Year ? "" : links.Event(planned.Id)),
        ("sources_label", SourcesLabel(planned.Sources.Count)),
        ("sources", List(planned.Sources.OrderByDescending(source => source.Published).Select(Source))),
        ("note", Note(planned.Language)));

    private IEnumerable<ScriptObject> Marks(DigestItem item)
    {
        if (item.IsMoved)
        {
            yield return Mark("moved", "changed");
        }

        switch (item.Event.Status)
        {
            case EventStatus.Cancelled:
                yield return Mark("cancelled", "alert");
                break;
            case EventStatus.Denied:
                yield return Mark("denied", "alert");
                break;
            case EventStatus.Planned:
                yield return Mark("planned", "planned");
                break;
            case EventStatus.Happened when item.IsRecounted:
                yield return Mark("corrected", "changed");
                break;
            case EventStatus.Happened when item is { IsChanged: true, IsMoved: false }:
                yield return Mark("changed", "changed");
                break;
            case EventStatus.Happened when item is { IsNew: true, IsMoved: false }:
                yield return Mark("new", "new");
                break;
        }

        if (IsHearsay(item.Event))
        {
            yield return Mark("hearsay", "changed");
        }
    }

    private static bool IsHearsay(StoredEvent told) => told.Warnings.Contains(ExtractionWarning.Hearsay.Code());

    private ScriptObject Mark(string key, string tone) => Make(("text", strings.Text("mark." + key)), ("tone", tone));

    // A change shows the old value and the new one.
    private string Before(DigestItem item)
    {
        if (item.IsMoved && DateSpan.TryParse(item.Before(EventChangeKind.DateChanged), out var old))
        {
            return Words("digest.before.day", ("from", _dates.WriteFull(old)), ("to", _dates.WriteFull(item.Event.Date)));
        }

        if (item.IsRecounted && item.Changes.Last(change => change.Kind == EventChangeKind.FigureChanged) is { From: { } written, To: { } now })
        {
            return Words("digest.before.status", ("from", written), ("to", now));
        }

        return item.IsChanged && item.Before(EventChangeKind.StatusChanged) is { } status
            ? Words("digest.before.status", ("from", strings.Text("status." + status)), ("to", strings.Text("status." + item.Event.Status.ToString())))
            : "";
    }

    // A headline that was cut for length gets its end back where that is short: a quote of two words would be worse.
    private string Headline(StoredEvent told)
    {
        var rest = RestOf(told, Flat(told.Evidence));
        return TypographyOf(told.Language).Set(rest is { Length: <= LongestRest } ? told.Headline.TrimEnd(Ellipsis, ' ') + rest.TrimEnd('.') : told.Headline);
    }

    // The sentence itself where it says more than the headline; only its end where the headline is its beginning, cut for length.
    private string Evidence(StoredEvent told)
    {
        var evidence = Flat(told.Evidence);
        if (RestOf(told, evidence) is { } rest)
        {
            return rest.Length <= LongestRest ? "" : Quote(told, Ellipsis + " " + rest.TrimStart());
        }

        var adds = SentenceTerms.Of(evidence).Except(SentenceTerms.Of(told.Headline), StringComparer.Ordinal).Count();
        return adds < WordsThatAdd ? "" : Quote(told, evidence);
    }

    private string Quote(StoredEvent told, string words) => Words("digest.quote", ("text", TypographyOf(told.Language).Set(words)));

    // Words of another language keep the spaces of theirs.
    private Typography TypographyOf(string language) =>
        language != strings.Language && Strings.Languages.Contains(language) ? new Typography(Strings.For(language)) : _typography;

    private static string Flat(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string? RestOf(StoredEvent told, string evidence)
    {
        var beginning = told.Headline.EndsWith(Ellipsis) ? told.Headline.TrimEnd(Ellipsis, ' ') : null;
        var at = beginning is null ? -1 : evidence.IndexOf(beginning, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : evidence[(at + beginning!.Length)..];
    }

    private IEnumerable<string> Checks(StoredEvent told) => _checks.Of(told);

    private string SourcesLabel(int count) => _typography.Set(strings.Plural("digest.sources", count));

    // The day of publication is what "yesterday" in a headline counts from.
    private ScriptObject Source(EventSource source) => Make(
        ("name", _typography.Set(source.Name)),
        ("day", _dates.Write(source.Published)),
        ("url", AddressOf(source)));

    // Addresses come from articles: a web address is one that mail programs open, without a name and a password in it, which only deceive.
    private static string AddressOf(EventSource source) =>
        source.Url is { IsAbsoluteUri: true } url && url.Scheme != Uri.UriSchemeMailto && !Preflight.IsBad(url.AbsoluteUri) ? url.AbsoluteUri : "";

    private void AddCount(List<string> counts, string key, int count)
    {
        if (count > 0)
        {
            counts.Add(strings.Plural(key, count));
        }
    }

    private string Words(string key, params ReadOnlySpan<(string Name, string Value)> values) => _typography.Set(strings.Text(key, values));

    private static ScriptArray List(IEnumerable<object> values) => [.. values.Select(Guarded)];

    private static ScriptObject Make(params ReadOnlySpan<(string Key, object Value)> members)
    {
        var made = new ScriptObject();
        foreach (var (key, value) in members)
        {
            made.SetValue(key, key is UnsubscribeKey or PreferencesKey ? value : Guarded(value), readOnly: true);
        }

        return made;
    }

    // A mark in the words of an article, or worse in the address of a source, would become the reader's own signed link. Control characters would have
    // the preflight refuse the whole issue, and those that turn the direction of writing deceive.
    private static object Guarded(object value)
    {
        if (value is not string text)
        {
            return value;
        }

        var plain = text.Any(IsUnwanted) ? string.Concat(text.Select(c => IsUnwanted(c) ? ' ' : c)) : text;
        return plain.Contains(PersonalMarks.Host, StringComparison.OrdinalIgnoreCase)
            ? plain.Replace(PersonalMarks.Host, PersonalMarks.Host.Replace('.', '-'), StringComparison.OrdinalIgnoreCase)
            : plain;
    }

    private static bool IsUnwanted(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
