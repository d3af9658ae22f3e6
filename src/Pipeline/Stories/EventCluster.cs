using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Stories;

/// <summary>The reports of one event, as they are found.</summary>
internal sealed class EventCluster
{
    private readonly List<EventMention> _mentions = [];
    private readonly HashSet<DateSpan> _dates = [];

    /// <summary>The reports, in the order in which they were added.</summary>
    public IReadOnlyList<EventMention> Mentions => _mentions;

    /// <summary>The dates that they give, and those that they give up.</summary>
    public IReadOnlySet<DateSpan> Dates => _dates;

    /// <summary>Adds a report.</summary>
    public void Add(EventMention mention)
    {
        _mentions.Add(mention);
        _dates.Add(mention.Date);
        if (mention.PreviousDate is { } previous)
        {
            _dates.Add(previous);
        }
    }

    /// <summary>Adds the reports of <paramref name="other"/>.</summary>
    public void Add(EventCluster other)
    {
        foreach (var mention in other.Mentions)
        {
            Add(mention);
        }
    }
}
