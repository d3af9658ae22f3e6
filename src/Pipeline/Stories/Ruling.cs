namespace Pipeline.Stories;

/// <summary>
/// A decision of an editor. It is about reports, whose ids follow from the article, the date and the words, and not about events: so it holds when an article is
/// read again and when events are put together anew.
/// </summary>
/// <param name="Kind">What is decided.</param>
/// <param name="Mention">A report of the event.</param>
/// <param name="Other">A report of the other event, for <see cref="RulingKind.Merge"/> and <see cref="RulingKind.Split"/>; empty otherwise.</param>
/// <param name="At">When; of two that contradict each other the later one holds.</param>
public sealed record Ruling(RulingKind Kind, string Mention, string Other, DateTimeOffset At)
{
    /// <summary>Deterministic id, the same for both orders of two reports.</summary>
    public string Id => string.CompareOrdinal(Mention, Other) <= 0 || Other.Length == 0
        ? Identifier.Of(Topic, Mention, Other)
        : Identifier.Of(Topic, Other, Mention);

    // A later split takes the place of a merge of the same reports.
    private string Topic => Kind is RulingKind.Merge or RulingKind.Split ? "link" : Kind.ToString();
}
