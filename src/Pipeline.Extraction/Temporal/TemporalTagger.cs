using Pipeline.Extraction.Events;

namespace Pipeline.Extraction.Temporal;

/// <summary>
/// Finds and resolves the temporal expressions of a text in two passes (after HeidelTime's separation of extraction and normalisation):
/// the first gives symbols, the second resolves them with publication day, story and tense. Thread-safe.
/// </summary>
internal sealed class TemporalTagger
{
    private readonly LanguagePack _pack;
    private readonly TemporalMatcher _matcher;

    public TemporalTagger(LanguagePack pack)
    {
        _pack = pack;
        _matcher = new TemporalMatcher(pack);
    }

    /// <summary>The text with its expressions; the caller disposes it.</summary>
    public TaggedText Tag(string text, DocumentTime published, ExtractionOptions options)
    {
        var tagged = new TaggedText(text, _pack);
        var raw = _matcher.Match(text, tagged.Tokens);
        var story = new StoryState(published.Day, options.IsNarrative);
        var proof = NumericDates.Proof(raw);
        tagged.Timexes.EnsureCapacity(raw.Count);
        var sentence = -1;
        for (var i = 0; i < raw.Count; i++)
        {
            if (IsQuotedWord(tagged, raw[i]))
            {
                continue;
            }

            var current = tagged.SentenceAt(raw[i].First);
            if (current > sentence)
            {
                story.LeaveSentences(current - sentence);
            }

            sentence = current;
            if (IsNumberOnly(raw[i].Symbol) && story.Month is null)
            {
                continue;
            }

            tagged.Timexes.Add((raw[i], Resolve(tagged, raw[i], NumericDates.Settle(raw[i].Symbol, proof, _pack.NumericOrder), story, published.Assumed)));
            if (WeekdayRange.Settle(tagged) is { } moved && !tagged.Quotation.Covers(raw[i].First))
            {
                story.Tell(moved, explicitYear: false, raw[i].Symbol.Time?.Part);
            }
        }

        return tagged;
    }

    /// <summary>"Le 14" is a date only where a month was told before it.</summary>
    private static bool IsNumberOnly(SymbolicTime symbol) => symbol is SymbolicTime.Calendar { Month: null, Day: not null, Origin: Origin.Story };

    /// <summary>The tense that decides about an expression; null where its words alone decide.</summary>
    public static Tense? TenseOf(TaggedText text, RawTimex raw) => NeedsTense(raw.Symbol) ? TenseReader.Read(text, raw) : null;

    private static Timex Resolve(TaggedText text, RawTimex raw, SymbolicTime symbol, StoryState story, bool assumed)
    {
        var heading = raw.Symbol.Time is { Hour: { } hour } && text.HeadsLine(raw) ? hour : (int?)null;
        if (raw.Symbol is SymbolicTime.Clock && heading is { } next)
        {
            story.Head(next);
        }

        var tense = TenseOf(text, raw) ?? Tense.Open;
        var resolution = IsHypothetical(text, raw) ? Unresolved(symbol) : Apposition(text, raw) ?? TimexResolver.Resolve(symbol, story, tense);
        if (IsAheadOfPast(text, raw, resolution, story))
        {
            story.ReturnToPublication();
            resolution = TimexResolver.Resolve(symbol, story, tense);
        }

        if (!raw.Pattern.IsTitle && !text.Quotation.Covers(raw.First) && !IsStartOfState(text, raw))
        {
            Advance(story, resolution, raw.Symbol.Time?.Part);
            if (raw.Symbol is SymbolicTime.Calendar { Weekday: not null } && resolution.Date is { Precision: DatePrecision.Day } named)
            {
                story.Name(named.First);
            }
        }

        if (heading is { } first && raw.Symbol is not SymbolicTime.Clock && resolution.Date is { } day)
        {
            story.OpenChronicle(day.First, first);
        }

        var isAssumed = assumed && resolution.Anchor == TimexAnchor.Publication && resolution.Date is not null;
        return new Timex
        {
            Span = text.Span(raw.First, raw.End),
            Type = resolution.Type,
            Value = resolution.Value,
            Date = resolution.Date,
            Alternatives = resolution.Alternatives,
            Modifier = raw.Symbol.Modifier,
            Anchor = resolution.Anchor,
            Rule = raw.Pattern.Id,
            Warnings = isAssumed ? [.. resolution.Warnings, ExtractionWarning.AssumedPublication] : resolution.Warnings,
        };
    }

    /// <summary>A quotation of nothing but the expression quotes the word and tells no time.</summary>
    private static bool IsQuotedWord(TaggedText text, RawTimex raw) =>
        text.Quotation.RangeOf(raw.First) is { } quoted && quoted.First == raw.First && quoted.End == raw.End;

    /// <summary>"The plan goes to the council on Thursday. At noon workers lit a fire": an hour or "the day before" told in the past is of no day ahead.</summary>
    private static bool IsAheadOfPast(TaggedText text, RawTimex raw, Resolution resolution, StoryState story)
    {
        if (story.IsNarrative || resolution.Date is not { } date || date.First <= story.Published
            || raw.Symbol is not (SymbolicTime.Clock or SymbolicTime.Period { Origin: Origin.Story, Unit: TimeUnit.Day, Shift: < 0, Weekday: null }))
        {
            return false;
        }

        var cues = text.CuesOf(text.SentenceAt(raw.First));
        return cues.Has(CueKind.Past) && !cues.Has(CueKind.Future) && !cues.Has(CueKind.Planned) && !cues.Has(CueKind.Conditional) && !cues.Has(CueKind.Moved)
            && !cues.Has(CueKind.Unfulfilled);
    }

    /// <summary>"Tuesday ... the strike that they have kept up since 13 January": behind a day of its sentence, the start of a state leaves the story where it is.</summary>
    private static bool IsStartOfState(TaggedText text, RawTimex raw)
    {
        var sentence = text.SentenceAt(raw.First);
        if (text.Timexes is not [.., var (before, day)] || before.First < text.Sentences[sentence].First || day.Date is not { Precision: DatePrecision.Day })
        {
            return false;
        }

        foreach (var cue in text.CuesOf(sentence))
        {
            if (cue.Kind == CueKind.Since && cue.First <= raw.First && cue.End > raw.First)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>In a sentence that opens with "if", what hangs on the story is of no known day.</summary>
    private static bool IsHypothetical(TaggedText text, RawTimex raw)
    {
        if (raw.Symbol is not (SymbolicTime.Clock or SymbolicTime.Period { Origin: Origin.Story, Unit: TimeUnit.Day }))
        {
            return false;
        }

        var sentence = text.SentenceAt(raw.First);
        return text.OpensWithHypothesis(sentence);
    }

    /// <summary>"Le 1er septembre, quatre jours plus tard, ...": an offset between commas right behind a day tells that day once more.</summary>
    private static Resolution? Apposition(TaggedText text, RawTimex raw) =>
        raw.Symbol is SymbolicTime.Offset { Origin: Origin.Story, Unit: >= TimeUnit.Day } && text.Timexes is [.., var (before, day)]
            && before.RangeEnd == 0 && before.End == raw.MatchFirst - 1 && text.Text[text.Tokens[before.End].Start] == ','
            && raw.End < text.Tokens.Count && text.Text[text.Tokens[raw.End].Start] == ','
            && day.Date is { Precision: DatePrecision.Day } date
            ? Resolution.OfDay(date.First, null, day.Anchor)
            : null;

    private static Resolution Unresolved(SymbolicTime symbol) => symbol is SymbolicTime.Clock
        ? Resolution.Of(TimexType.Time, symbol.Time?.ToString() ?? "")
        : Resolution.Of(TimexType.Date, "XXXX-XX-XX");

    private static bool NeedsTense(SymbolicTime symbol) => symbol switch
    {
        SymbolicTime.Calendar { Year: null } => true,
        SymbolicTime.Part { Year: null } or SymbolicTime.Feast { Year: null } or SymbolicTime.NthWeekday { Year: null } or SymbolicTime.NthUnit { Year: null } => true,
        SymbolicTime.Period { Unit: TimeUnit.Weekend } => true,
        _ => false,
    };

    /// <summary>A day or an hour is told; "il y a trois semaines" names a week and leaves the story where it is.</summary>
    private static bool NamesDay(Resolution resolution) => resolution.Type == TimexType.Time
        || (resolution.Type == TimexType.Date && resolution.Date is { Precision: DatePrecision.Day } && !resolution.Value.Contains('W', StringComparison.Ordinal));

    private static void Advance(StoryState story, Resolution resolution, string? partOfDay)
    {
        if (resolution.Date is { } date && NamesDay(resolution))
        {
            story.Tell(date.First, resolution.HasYear, partOfDay);
        }
        else if (resolution is { Date: { } coarse, Type: TimexType.Date })
        {
            story.TellCoarse(coarse, resolution.HasYear && (story.IsNarrative || coarse.Precision != DatePrecision.Year));
        }
    }
}
