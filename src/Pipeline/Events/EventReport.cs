using Pipeline.Articles;
using Pipeline.Extraction;

namespace Pipeline.Events;

/// <summary>One dated event of one article, and what it makes of a stored event. Pure and immutable.</summary>
internal sealed class EventReport
{
    private readonly Article _article;
    private readonly DatedEvent _event;
    private readonly string _evidence;
    private readonly string _dateText;
    private readonly long _version;

    public EventReport(Article article, long version, DatedEvent reported)
    {
        _article = article;
        _version = version;
        _event = reported;
        _evidence = article.Text[reported.Evidence.Start..reported.Evidence.End];
        _dateText = article.Text[reported.DateText.Start..reported.DateText.End];
        MentionId = Identifier.Of(article.Id.Value, reported.Date.ToString(), _evidence);
        FoundedId = new EventId(Identifier.Of("event", MentionId));
        Terms = EventTerms.Of(_evidence, _dateText);
    }

    /// <summary>The id of the mention that this report is.</summary>
    public string MentionId { get; }

    /// <summary>The id of the event that this report founds where there is none.</summary>
    public EventId FoundedId { get; }

    public IReadOnlyList<string> Terms { get; }

    public DateSpan Date => _event.Date;

    public DateSpan? PreviousDate => _event.PreviousDate;

    /// <summary>Whether this report moves or ends <paramref name="known"/>, if it is about it.</summary>
    public bool Changes(StoredEvent known) =>
        (PreviousDate is { } previous && (known.Date == previous || known.Date == Date))
        || (_event.Status is EventStatus.Cancelled or EventStatus.Denied && known.Status != _event.Status);

    /// <summary>The event that this report founds, and the number of its changes.</summary>
    public (StoredEvent Event, int Changes) Found(DateTimeOffset now, int freshDays)
    {
        var history = new List<EventChange> { Change(FoundedId, FirstKind(freshDays), now) };
        if (PreviousDate is { } previous && previous != Date)
        {
            history.Add(Change(FoundedId, EventChangeKind.DateChanged, now, previous.ToString(), Date.ToString()));
        }

        return (new StoredEvent
        {
            Id = FoundedId,
            Date = Date,
            Status = _event.Status,
            Headline = _event.Headline,
            Evidence = _evidence,
            DateText = _dateText,
            Language = _article.Language,
            Entities = _event.Entities,
            Terms = Terms,
            Alternatives = _event.Alternatives,
            Sources = [Source],
            Confidence = _event.Confidence,
            Warnings = Warnings,
            History = history,
        }, history.Count);
    }

    /// <summary><paramref name="known"/> with this report added, and the number of its new changes; the same report again changes nothing.</summary>
    public (StoredEvent Event, int Changes) AddTo(StoredEvent known, DateTimeOffset now, int freshDays)
    {
        var isNewSource = known.Sources.All(source => source.Article != _article.Id);
        var merged = known with
        {
            Sources = isNewSource ? [.. known.Sources, Source] : [.. known.Sources.Select(source => source.Article == _article.Id ? Source : source)],
            Confidence = Math.Max(known.Confidence, _event.Confidence),
            Entities = [.. known.Entities.Union(_event.Entities)],
            Warnings = [.. known.Warnings.Union(Warnings)],
        };
        var changes = new List<EventChange>();
        if (IsMove(known))
        {
            changes.Add(Change(known.Id, EventChangeKind.DateChanged, now, known.Date.ToString(), Date.ToString()));
            merged = Retell(merged) with { Date = Date, Status = _event.Status, Alternatives = _event.Alternatives };
        }
        else if (IsTurn(known))
        {
            changes.Add(Change(known.Id, EventChangeKind.StatusChanged, now, known.Status.ToString(), _event.Status.ToString()));
            merged = Retell(merged) with { Status = _event.Status };
        }

        // Known as an old fact only, and now told by an article of its own days: that is news.
        if (FirstKind(freshDays) == EventChangeKind.New && known.History.All(change => change.Kind != EventChangeKind.New))
        {
            changes.Add(Change(known.Id, EventChangeKind.New, now));
        }
        else if (isNewSource)
        {
            changes.Add(Change(known.Id, EventChangeKind.Confirmed, now));
        }

        var fresh = changes.Where(change => known.History.All(old => old.Id != change.Id)).ToList();
        return (merged with { History = [.. known.History, .. fresh] }, fresh.Count);
    }

    /// <summary>
    /// <paramref name="known"/>, which nobody told any more, told by this report. Where no issue has told it (<paramref name="isTold"/>), it is news as of now.
    /// </summary>
    public (StoredEvent Event, int Changes) Revive(StoredEvent known, DateTimeOffset now, int freshDays, bool isTold)
    {
        var (revived, changes) = AddTo(Retell(known) with { Date = Date, Status = _event.Status, Terms = Terms, WithdrawnAt = null }, now, freshDays);
        if (isTold)
        {
            return (revived, changes);
        }

        var first = Change(known.Id, FirstKind(freshDays), now);
        return (revived with { History = [.. revived.History.Where(change => change.Id != first.Id), first] }, changes + 1);
    }

    /// <summary>The mention of <paramref name="id"/> that this report is.</summary>
    public EventMention MentionOf(EventId id) => new()
    {
        Event = id,
        Id = MentionId,
        Article = _article.Id,
        Version = _version,
        Language = _article.Language,
        Published = _article.Published,
        Date = Date,
        Status = _event.Status,
        Evidence = _evidence,
        Span = _event.Evidence,
        DateText = _dateText,
        Headline = _event.Headline,
        Confidence = _event.Confidence,
        SourceName = Source.Name,
        SourceUrl = _article.SourceUrl,
        Warnings = Warnings,
    };

    private EventSource Source => new(
        _article.Id, _article.SourceName ?? _article.Title ?? _article.FileName[(_article.FileName.LastIndexOf('/') + 1)..], _article.SourceUrl, _article.Published);

    private IReadOnlyList<string> Warnings => [.. _event.Warnings.Select(ExtractionWarnings.Code)];

    // Old by its distance from the article that tells it, never from today.
    private EventChangeKind FirstKind(int freshDays) =>
        Date.Last.AddDays(freshDays) < _article.Published ? EventChangeKind.Background : EventChangeKind.New;

    private bool IsMove(StoredEvent known) =>
        PreviousDate is { } previous && known.Date == previous && Date != previous && IsNoOlderThan(known);

    // A report of the date that was given up ends nothing: the event has moved on.
    private bool IsTurn(StoredEvent known) => known.Date == Date && IsNoOlderThan(known) && (known.Status, _event.Status) is
        (EventStatus.Planned, EventStatus.Happened or EventStatus.Cancelled or EventStatus.Denied) or (EventStatus.Happened, EventStatus.Denied);

    private bool IsNoOlderThan(StoredEvent known) => known.Sources.All(source => source.Published <= _article.Published);

    private StoredEvent Retell(StoredEvent known) => known with
    {
        Headline = _event.Headline,
        Evidence = _evidence,
        DateText = _dateText,
        Language = _article.Language,
    };

    private EventChange Change(EventId id, EventChangeKind kind, DateTimeOffset now, string? from = null, string? to = null) => new()
    {
        Event = id,
        Kind = kind,
        At = now,
        Article = _article.Id,
        From = from,
        To = to,
    };
}
