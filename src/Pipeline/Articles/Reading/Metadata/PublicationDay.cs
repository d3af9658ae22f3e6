using System.Globalization;

namespace Pipeline.Articles.Reading.Metadata;

/// <summary>Decides when an article was published, among all that its file says of it. Thread-safe.</summary>
internal sealed class PublicationDay(StampReader stamps, MomentReader moments, ReadingOptions options, NewsroomOptions newsroom)
{
    // An editor's word first, then what machines wrote for machines, then what pages show, in the order measured on a thousand dated pages; what
    // a file's name or an office document says comes late (it is often the day of saving, or of the template), the text last.
    private static readonly MetadataSource[] Trust =
    [
        MetadataSource.BlobMetadata, MetadataSource.FrontMatter, MetadataSource.FirstLine, MetadataSource.NewsItem,
        MetadataSource.UrlPath, MetadataSource.Microdata, MetadataSource.OpenGraph, MetadataSource.Abbreviation, MetadataSource.MetaTag,
        MetadataSource.TimeElement, MetadataSource.StructuredData, MetadataSource.NamedElement, MetadataSource.MailHeader,
        MetadataSource.Dateline, MetadataSource.FileName, MetadataSource.DocumentProperties, MetadataSource.Text, MetadataSource.Modified,
    ];

    private static readonly HashSet<MetadataSource> Editors = [MetadataSource.BlobMetadata, MetadataSource.FrontMatter, MetadataSource.FirstLine];

    // What a page shows is one voice however many of its elements hold it.
    private static readonly HashSet<MetadataSource> Shown =
        [MetadataSource.NamedElement, MetadataSource.TimeElement, MetadataSource.Dateline, MetadataSource.Text];

    // Voices of a page where they disagree: its address cannot be changed later, its text may tell of another day.
    private static readonly Dictionary<MetadataSource, double> Weights = new()
    {
        [MetadataSource.UrlPath] = 2,
        [MetadataSource.Microdata] = 1,
        [MetadataSource.OpenGraph] = 1,
        [MetadataSource.Abbreviation] = 1,
        [MetadataSource.MetaTag] = 1,
        [MetadataSource.TimeElement] = 1,
        [MetadataSource.StructuredData] = 1,
        [MetadataSource.NamedElement] = 1,
        [MetadataSource.Text] = 0.5,
        [MetadataSource.Dateline] = 0.5,
    };

    // Alone these name a day that is the article's in half the cases.
    private static readonly HashSet<MetadataSource> Doubtful = [MetadataSource.DocumentProperties, MetadataSource.Text, MetadataSource.Modified];

    // Written for machines about this very page; elements of a page may belong to a neighbouring article.
    private static readonly HashSet<MetadataSource> Structured =
    [
        MetadataSource.UrlPath, MetadataSource.Microdata, MetadataSource.OpenGraph, MetadataSource.MetaTag, MetadataSource.StructuredData,
    ];

    /// <summary>The candidates for the day among <paramref name="candidates"/>, and a stamp in <paramref name="text"/>, the more trusted first.</summary>
    public IReadOnlyList<MetadataCandidate> Order(IEnumerable<MetadataCandidate> candidates, string text)
    {
        var named = candidates.Where(candidate => candidate.Field == MetadataField.Published);
        var stamp = stamps.Find(text) is { } day ? new MetadataCandidate(MetadataField.Published, MetadataSource.Dateline, day.ToString("O", CultureInfo.InvariantCulture)) : null;
        return [.. (stamp is null ? named : named.Append(stamp)).OrderBy(candidate => Rank(candidate.Source))];
    }

    /// <summary>
    /// The publication by <paramref name="ordered"/> candidates of a file written at <paramref name="written"/>: the first that can be read and is
    /// plausible, else the first that lies in the future, else the day on which the file was written.
    /// </summary>
    public Publication Decide(IReadOnlyList<MetadataCandidate> ordered, DateTimeOffset written)
    {
        var today = newsroom.DayOf(written);
        var warnings = new List<ArticleWarning>();
        var readable = new List<Named>();
        foreach (var candidate in ordered)
        {
            var moment = moments.Read(candidate.Value);
            var isOld = moment?.Day.Year < options.EarliestPublicationYear;
            if (moment is null || isOld)
            {
                // What stands behind a readable date is evidence, not a fault of the file.
                warnings.AddRange(readable.Count > 0 ? [] : [isOld ? ArticleWarning.OldDate : ArticleWarning.BadDate]);
                continue;
            }

            readable.Add(new Named(candidate.Source, moment.Value));
        }

        var latest = today.AddDays(options.MaxDaysAhead);
        if (readable.Count == 0)
        {
            return new Publication(new PublicationMoment(today), MetadataSource.AssumedFromBlob, PublicationConfidence.Weak, [.. warnings.Distinct()]);
        }

        var plausible = readable.FindAll(named => named.Moment.Day <= latest);
        var chosen = plausible.Count > 0 ? Choose(plausible) : readable[0];
        if (readable[0].Moment.Day > latest)
        {
            warnings.Add(ArticleWarning.FutureDate);
        }

        if (IsDisputed(chosen, plausible))
        {
            warnings.Add(ArticleWarning.DisputedDate);
        }

        var confidence = plausible.Count == 0 ? PublicationConfidence.Disputed : ConfidenceOf(chosen, plausible);
        return new Publication(Sharpened(chosen, plausible), chosen.Source, confidence, [.. warnings.Distinct()]);
    }

    private static int Rank(MetadataSource source) => Array.IndexOf(Trust, source) is var rank and >= 0 ? rank : Trust.Length;

    private static bool IsDisputed(Named chosen, IReadOnlyList<Named> named) =>
        Structured.Contains(chosen.Source) && named.Any(other => Structured.Contains(other.Source) && !other.Moment.AgreesWith(chosen.Moment));

    // The most trusted source decides, unless it is one voice of a page and others of the page outweigh it.
    private static Named Choose(List<Named> named) =>
        !Weights.ContainsKey(named[0].Source)
            ? named[0]
            : named.GroupBy(each => each.Moment.DayShown).MaxBy(day => day.Sum(each => Weights.GetValueOrDefault(each.Source)))!.First();

    private static PublicationConfidence ConfidenceOf(Named chosen, IReadOnlyList<Named> named)
    {
        if (Editors.Contains(chosen.Source))
        {
            return PublicationConfidence.Agreed;
        }

        var others = named.Where(other => other.Source != chosen.Source && other.Source != MetadataSource.Modified).ToList();
        return others.Exists(other => other.Moment.AgreesWith(chosen.Moment) && !(Shown.Contains(chosen.Source) && Shown.Contains(other.Source))) ? PublicationConfidence.Agreed
            : Doubtful.Contains(chosen.Source) ? PublicationConfidence.Weak
            : others.Exists(other => !Doubtful.Contains(other.Source)) ? PublicationConfidence.Disputed
            : PublicationConfidence.OneSource;
    }

    // A path names the day alone; another source of that day may know the hour.
    private static PublicationMoment Sharpened(Named chosen, IReadOnlyList<Named> named) =>
        chosen.Moment.Instant is not null || named.All(other => other.Moment.Instant is null || other.Moment.DayShown != chosen.Moment.Day)
            ? chosen.Moment
            : named.First(other => other.Moment.Instant is not null && other.Moment.DayShown == chosen.Moment.Day).Moment;

    private readonly record struct Named(MetadataSource Source, PublicationMoment Moment);
}
