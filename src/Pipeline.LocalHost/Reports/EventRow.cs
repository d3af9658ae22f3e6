using Pipeline.Extraction;

namespace Pipeline.LocalHost.Reports;

/// <summary>A line of a table of events.</summary>
internal sealed record EventRow(DateSpan Date, EventStatus Status, string Headline, IReadOnlyList<string> Warnings, IReadOnlyList<DateSpan> Alternatives);
