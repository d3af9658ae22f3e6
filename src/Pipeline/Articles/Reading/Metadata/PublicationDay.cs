using System.Globalization;

namespace Pipeline.Articles.Reading.Metadata;

/// <summary>Finds the publication day of an article in the order of trust.</summary>
internal sealed class PublicationDay(StampReader stamps, NewsroomOptions newsroom)
{
    private const int MaxDaysAhead = 2;

    /// <summary>
    /// The day by the first of <paramref name="named"/> that can be read, else by a stamp in <paramref name="text"/>, else the day on which the
    /// blob was written, and what was odd.
    /// </summary>
    public (DateOnly Day, MetadataSource Source, IReadOnlyList<ArticleWarning> Warnings) Of(
        IEnumerable<(MetadataSource Source, string Value)> named, string text, DateTimeOffset written)
    {
        var warnings = new List<ArticleWarning>();
        var writtenDay = newsroom.DayOf(written);
        var found = (Day: writtenDay, Source: MetadataSource.AssumedFromBlob);
        var isNamed = false;
        foreach (var (source, value) in named)
        {
            if (DayOf(value) is { } day)
            {
                found = (day, source);
                isNamed = true;
                break;
            }

            warnings.Add(ArticleWarning.BadDate);
        }

        if (!isNamed && stamps.Find(text) is { } stamped)
        {
            found = (stamped, MetadataSource.Dateline);
        }

        if (found.Day > writtenDay.AddDays(MaxDaysAhead))
        {
            warnings.Add(ArticleWarning.FutureDate);
        }

        return (found.Day, found.Source, [.. warnings.Distinct()]);
    }

    private DateOnly? DayOf(string value)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(value, ["yyyy-MM-dd", "yyyy-M-d", "yyyy/MM/dd", "yyyyMMdd"], invariant, DateTimeStyles.None, out var day))
        {
            return day;
        }

        // An instant with its offset becomes a day of the newsroom; one without keeps the day that is written.
        if (value.Length >= 16 && char.IsDigit(value[0]) && DateTime.TryParse(value, invariant, DateTimeStyles.RoundtripKind, out var moment))
        {
            return moment.Kind == DateTimeKind.Unspecified
                ? DateOnly.FromDateTime(moment)
                : newsroom.DayOf(DateTimeOffset.Parse(value, invariant, DateTimeStyles.AssumeUniversal));
        }

        return DateTimeOffset.TryParseExact(value, "r", invariant, DateTimeStyles.AssumeUniversal, out var http)
            ? newsroom.DayOf(http)
            : stamps.FindDay(value);
    }
}
