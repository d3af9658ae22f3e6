using Pipeline.Digest.Rendering;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Receipts;

namespace Pipeline.Site;

/// <summary>Tells in sentences how what is known of an event came about: announced, moved, corrected, called off.</summary>
internal sealed class DateHistory(Strings strings)
{
    private readonly DateWriter _dates = new(strings);

    /// <summary>The sentences, oldest first; none where there is no more to say than that it was reported.</summary>
    public IReadOnlyList<string> Of(StoredEvent told)
    {
        var turns = told.History.Where(change => change.Kind is not EventChangeKind.Confirmed and not EventChangeKind.Withdrawn).ToList();
        return turns.Exists(change => change.Kind is not EventChangeKind.New and not EventChangeKind.Background)
            ? [.. turns.Select(change => Sentence(told, change)).OfType<string>()]
            : [];
    }

    private string? Sentence(StoredEvent told, EventChange change)
    {
        var (source, published) = SourceOf(told, change);
        var who = ("source", source);
        var when = ("day", _dates.Write(published));
        return change.Kind switch
        {
            EventChangeKind.New or EventChangeKind.Background => strings.Text("site.history.first", who, when),
            EventChangeKind.DateChanged when Dates(change) is var (from, to) => strings.Text(
                to.Last >= published ? "site.history.moved" : "site.history.corrected", ("from", _dates.WriteFull(from)), ("to", _dates.WriteFull(to)), who, when),
            EventChangeKind.StatusChanged when change is { From: { } from, To: { } to } && HasWords(from) && HasWords(to) => strings.Text(
                "site.history.status", ("from", strings.Text("status." + from)), ("to", strings.Text("status." + to)), who, when),
            EventChangeKind.Contradicted when DateSpan.TryParse(change.To, out var other) => strings.Text("site.history.contradicted", ("date", _dates.WriteFull(other)), who, when),
            EventChangeKind.FigureChanged when change is { From: { } from, To: { } to } => strings.Text(
                "site.history.figure", ("from", VisibleText.Line(from)), ("to", VisibleText.Line(to)), who, when),
            _ => null,
        };
    }

    private bool HasWords(string status) => strings.Keys.Contains("status." + status);

    private static (DateSpan From, DateSpan To)? Dates(EventChange change) =>
        DateSpan.TryParse(change.From, out var from) && DateSpan.TryParse(change.To, out var to) ? (from, to) : null;

    // An article that has been withdrawn since is named by its day alone.
    private (string Name, DateOnly Published) SourceOf(StoredEvent told, EventChange change) =>
        told.Sources.FirstOrDefault(source => source.Article == change.Article) is { } source
            ? (VisibleText.Line(source.Name), source.Published)
            : (strings.Text("site.history.unnamed"), DateOnly.FromDateTime(change.At.UtcDateTime));
}
