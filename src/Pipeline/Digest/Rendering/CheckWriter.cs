using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Digest.Rendering;

/// <summary>Says what a reader should check about a date, with its words. Thread-safe.</summary>
internal sealed class CheckWriter(Strings strings)
{
    private readonly DateWriter _dates = new(strings);
    private readonly Typography _typography = new(strings);

    /// <summary>The sentences for an event: what its own article leaves open, then what other sources say.</summary>
    public IEnumerable<string> Of(StoredEvent told)
    {
        foreach (var sentence in Of(told.Warnings, told.DateText, told.Date))
        {
            yield return sentence;
        }

        if (told.Contradictions.Count > 0)
        {
            var others = string.Join(strings.Text("check.or"), told.Contradictions.Select(_dates.WriteFull));
            yield return _typography.Set(strings.Text("check.contradiction", ("others", others), ("day", _dates.WriteFull(told.Date))));
        }
    }

    /// <summary>The sentences for those of <paramref name="warnings"/> that concern the date, read as <paramref name="date"/> from <paramref name="words"/>.</summary>
    public IEnumerable<string> Of(IEnumerable<string> warnings, string words, DateSpan date)
    {
        foreach (var code in warnings)
        {
            if (code == ExtractionWarning.WeekdayMismatch.Code() && date.Precision == DatePrecision.Day)
            {
                var day = date.First;
                yield return _typography.Set(strings.Text(
                    "check.weekday-mismatch", ("words", words), ("day", _dates.Write(day)), ("weekday", _dates.Weekday(day))));
            }
            else if (code == ExtractionWarning.AmbiguousNumericDate.Code() || code == ExtractionWarning.SourceContradiction.Code()
                || code == ExtractionWarning.AssumedPublication.Code())
            {
                yield return _typography.Set(strings.Text("check." + code, ("words", words), ("day", _dates.Write(date))));
            }
        }
    }
}
