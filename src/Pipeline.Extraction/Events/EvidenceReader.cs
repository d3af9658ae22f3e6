using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Events;

/// <summary>Finds the words that prove an event: its sentence, or its share of a sentence that tells several dates.</summary>
internal sealed class EvidenceReader
{
    /// <summary>A sentence of at most this many words besides its date only heads the next one ("27 mai. La fête est annulée").</summary>
    private const int HeadingWords = 2;
    private readonly TaggedText _text;

    public EvidenceReader(TaggedText text) => _text = text;

    /// <summary>Sets the evidence of all candidates of one sentence, which come in the order of the text.</summary>
    public void Assign(IReadOnlyList<EventCandidate> candidates)
    {
        var sentence = _text.Sentences[candidates[0].Sentence];
        var (first, end) = (sentence.First, sentence.End);
        if (IsHeading(sentence, candidates) && candidates[0].Sentence + 1 < _text.Sentences.Count)
        {
            end = _text.Sentences[candidates[0].Sentence + 1].End;
        }

        for (var i = 0; i < candidates.Count; i++)
        {
            var from = i == 0 ? first : candidates[i - 1].EvidenceEnd;
            var to = i == candidates.Count - 1 ? end : Border(candidates[i], candidates[i + 1]) ?? -1;
            if (from < 0 || to < 0 || candidates[i].First < from)
            {
                Whole(candidates, first, end);
                return;
            }

            candidates[i].EvidenceFirst = from;
            candidates[i].EvidenceEnd = to;
        }
    }

    private static void Whole(IReadOnlyList<EventCandidate> candidates, int first, int end)
    {
        foreach (var candidate in candidates)
        {
            candidate.EvidenceFirst = first;
            candidate.EvidenceEnd = end;
        }
    }

    /// <summary>Where one event's words end and the next one's begin: the clause border between the two dates with a verb on both sides.</summary>
    private int? Border(EventCandidate one, EventCandidate other)
    {
        var cues = _text.CuesOf(one.Sentence);
        foreach (var border in cues.Where(cue => cue.Kind == CueKind.Clause && cue.First >= one.End && cue.End <= other.First))
        {
            var verbBefore = cues.Any(cue => IsVerb(cue.Kind) && cue.End <= border.First);
            var verbAfter = cues.Any(cue => IsVerb(cue.Kind) && cue.First >= border.First);
            if (verbBefore && verbAfter)
            {
                return border.First;
            }
        }

        return null;
    }

    private static bool IsVerb(CueKind kind) =>
        kind is CueKind.Past or CueKind.Present or CueKind.Future or CueKind.Conditional or CueKind.Planned or CueKind.Cancelled or CueKind.Say;

    private bool IsHeading(Sentence sentence, IReadOnlyList<EventCandidate> candidates)
    {
        var words = 0;
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (_text.Tokens[i].Kind == TokenKind.Word && !candidates.Any(candidate => candidate.Raw.MatchFirst <= i && i < candidate.End))
            {
                words++;
            }
        }

        return words <= HeadingWords;
    }
}
