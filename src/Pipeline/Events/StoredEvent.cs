using System.Collections.ObjectModel;
using Pipeline.Extraction;
using Pipeline.Stories;

namespace Pipeline.Events;

/// <summary>An event as the sum of its mentions.</summary>
public sealed record StoredEvent
{
    /// <summary>Identity.</summary>
    public required EventId Id { get; init; }

    /// <summary>The date that holds now.</summary>
    public required DateSpan Date { get; init; }

    /// <summary>The status that holds now.</summary>
    public required EventStatus Status { get; init; }

    /// <summary>At most 120 characters in <see cref="Language"/>.</summary>
    public required string Headline { get; init; }

    /// <summary>The sentence shown to readers.</summary>
    public required string Evidence { get; init; }

    /// <summary>The words of <see cref="Evidence"/> that give the date.</summary>
    public required string DateText { get; init; }

    /// <summary>Language of headline and evidence.</summary>
    public required string Language { get; init; }

    /// <summary>Names found in the evidence.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>The story that it belongs to.</summary>
    public required StoryId Story { get; init; }

    /// <summary>The update of the story that stored it.</summary>
    public long Revision { get; init; }

    /// <summary>Headlines in the other languages in which it is told, by ISO 639-1 code.</summary>
    public IReadOnlyDictionary<string, string> Headlines { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Dates that sources give and that do not agree with <see cref="Date"/>.</summary>
    public IReadOnlyList<DateSpan> Contradictions { get; init; } = [];

    /// <summary>What it counts, as written last, by language and noun.</summary>
    public IReadOnlyDictionary<string, string> Figures { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Whether an editor decided that it is told in no digest.</summary>
    public bool IsDismissed { get; init; }

    /// <summary>Whether an editor decided that it comes first.</summary>
    public bool IsPinned { get; init; }

    /// <summary>The event that it turned out to be; null for one that stands by itself.</summary>
    public EventId? MergedInto { get; init; }

    /// <summary>Stems and numbers of the evidence, for comparison.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>Names in the evidence, folded, for comparison.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Other readings of the date.</summary>
    public IReadOnlyList<DateSpan> Alternatives { get; init; } = [];

    /// <summary>Where it is told; empty for a withdrawn event.</summary>
    public IReadOnlyList<EventSource> Sources { get; init; } = [];

    /// <summary>When the last article that told it was withdrawn; null for an event that is told. A withdrawn event stands in no digest.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>How sure, from 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Codes of warnings.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Number of sources that did not copy from each other: near copies are one, and so are two articles of one publisher.</summary>
    public int IndependentSources => Sources.GroupBy(source => source.Group).Select(group => group.First().Name).Distinct(StringComparer.OrdinalIgnoreCase).Count();

    /// <summary>All that became known, oldest first.</summary>
    public IReadOnlyList<EventChange> History { get; init; } = [];
}
