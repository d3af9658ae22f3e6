using System.Globalization;
using Pipeline.Articles;
using Pipeline.Articles.Reading.Metadata;
using Pipeline.Digest.Rendering;

namespace Pipeline.Receipts;

/// <summary>Says when an article was published, who says so, how far that can be trusted, and who says otherwise. Thread-safe.</summary>
internal sealed class PublicationWords(Strings strings, NewsroomOptions newsroom, MomentReader moments)
{
    private const int MaxValueCharacters = 80;

    // The most trusted stand first; a page may hold the dates of all its neighbours.
    private const int MaxOthers = 12;

    private readonly DateWriter _dates = new(strings);
    private readonly Typography _typography = new(strings);

    /// <summary>The day, with the hour where it is known.</summary>
    public string When(Article article)
    {
        var day = _dates.WriteFull(article.Published);
        if (article.PublishedAt is not { } instant || newsroom.DayOf(instant) != article.Published)
        {
            return day;
        }

        var local = TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(newsroom.TimeZone));
        return strings.Text("receipt.instant", ("day", day), ("time", local.ToString(strings.Text("receipt.clock"), strings.Culture)));
    }

    /// <summary>The source and how far it can be trusted; for a day that was only assumed, what an editor can do.</summary>
    public string Note(Article article) => article.PublishedFrom == MetadataSource.AssumedFromBlob
        ? Words("receipt.assumed", ("day", article.Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
        : Words("receipt.from", ("source", SourceOf(article.PublishedFrom))) + " " + Words("receipt.confidence." + article.PublishedConfidence.ToString());

    /// <summary>The sources that name another day or none that can be read, each once.</summary>
    public IReadOnlyList<string> Others(Article article)
    {
        var others = Disagreeing(article).Select(other => other.Day is { } day
            ? Words("receipt.other", ("day", _dates.Write(day)), ("source", SourceOf(other.Source)))
            : Words("receipt.unreadable", ("value", VisibleText.Line(other.Value, MaxValueCharacters)), ("source", SourceOf(other.Source)))).Distinct().ToList();
        return others.Count <= MaxOthers ? others : [.. others.Take(MaxOthers), "…"];
    }

    /// <summary>The sources that name another day or none that can be read.</summary>
    public IEnumerable<(MetadataSource Source, string Value, DateOnly? Day)> Disagreeing(Article article) => article.Candidates
        .Where(candidate => candidate.Field == MetadataField.Published)
        .Select(candidate => (candidate.Source, candidate.Value, Moment: moments.Read(candidate.Value)))
        .Where(candidate => candidate.Moment?.Day != article.Published && candidate.Moment?.DayShown != article.Published)
        .Select(candidate => (candidate.Source, candidate.Value, candidate.Moment?.DayShown));

    /// <summary>The name of a source.</summary>
    public string SourceOf(MetadataSource source) => strings.Text("source." + source.Code());

    private string Words(string key, params ReadOnlySpan<(string Name, string Value)> values) => _typography.Set(strings.Text(key, values));
}
