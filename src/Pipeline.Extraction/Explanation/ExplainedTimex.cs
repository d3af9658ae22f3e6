namespace Pipeline.Extraction.Explanation;

/// <summary>A temporal expression and what became of it. Immutable.</summary>
/// <param name="Timex">The expression with its value, rule and anchor.</param>
/// <param name="Tense">The tense read for it; null where the words alone decide.</param>
/// <param name="Outcome">The event made of it, or why there is none.</param>
public sealed record ExplainedTimex(Timex Timex, Tense? Tense, TimexOutcome Outcome);
