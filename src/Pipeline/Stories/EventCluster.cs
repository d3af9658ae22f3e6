using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Stories;

/// <summary>The reports of one event, as they are found.</summary>
internal sealed class EventCluster
{
    /// <summary>The reports, in the order in which they were added.</summary>
    public List<WeighedMention> Reports { get; } = [];

    /// <summary>The dates that they give, and those that they give up; each once.</summary>
    public List<DateSpan> Dates { get; } = [];

    /// <summary>The report that founded it.</summary>
    public EventMention First => Reports[0].Mention;

    /// <summary>Adds a report.</summary>
    public void Add(WeighedMention report)
    {
        Reports.Add(report);
        AddDate(report.Mention.Date);
        if (report.Mention.PreviousDate is { } previous)
        {
            AddDate(previous);
        }
    }

    /// <summary>Adds the reports of <paramref name="other"/>.</summary>
    public void Add(EventCluster other)
    {
        foreach (var report in other.Reports)
        {
            Add(report);
        }
    }

    // One or two: a list is faster than a set.
    private void AddDate(DateSpan date)
    {
        if (!Dates.Contains(date))
        {
            Dates.Add(date);
        }
    }
}
