using Pipeline.Extraction.Events;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Temporal;

/// <summary>A text with its tokens, sentences and resolved expressions: what the event finder starts from. Owns pooled memory.</summary>
internal sealed class TaggedText : IDisposable
{
    private CueList? _cues;
    private PooledList<Sentence>? _sentences;

    public TaggedText(string text, LanguagePack pack)
    {
        Text = text;
        Pack = pack;
        Tokens = Tokenizer.Tokenize(text, pack.Lexicon);
    }

    public string Text { get; }

    public LanguagePack Pack { get; }

    public TokenList Tokens { get; }

    public PooledList<Sentence> Sentences => _sentences ??= SentenceSplitter.Split(Text, Tokens, Pack);

    public Quotation Quotation => field ??= new Quotation(Text, Tokens);

    /// <summary>The expressions in the order of the text, each with its raw match.</summary>
    public List<(RawTimex Raw, Timex Timex)> Timexes { get; } = [];

    /// <summary>The number of the sentence that holds a token.</summary>
    public int SentenceAt(int token)
    {
        int low = 0, high = Sentences.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Sentences[middle].End <= token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The cues of a sentence, read once; valid until the next sentence is asked for.</summary>
    public ReadOnlySpan<Cue> CuesOf(int sentence)
    {
        var cues = ReadCues(sentence);
        Tokens.Step(cues.Length);
        return cues;
    }

    /// <summary>Whether the first or second word of a sentence makes it a hypothesis ("Si ..."), or a verb ahead of its subject does ("Should the river rise, ...").</summary>
    public bool OpensWithHypothesis(int sentence)
    {
        var (first, end) = (Sentences[sentence].First, Sentences[sentence].End);
        if (Pack.Lexicon.Has(Tokens[first], Pack.Lexicon.Features["<inverted-if>"]) && Text[Tokens[end - 1].Start] != '?')
        {
            return true;
        }

        foreach (var cue in CuesOf(sentence))
        {
            if (cue.Kind == CueKind.Hypothesis)
            {
                return cue.First <= Sentences[sentence].First + 1;
            }
        }

        return false;
    }

    /// <summary>An expression at the start of a line that a dash, colon, full stop or the line's end parts from what it heads ("9h10 – ...", "20h35. ...").</summary>
    public bool HeadsLine(RawTimex raw) => Tokens[raw.First].LineBefore
        && (raw.End == Tokens.Count || Tokens[raw.End].LineBefore || Text[Tokens[raw.End].Start] is '–' or '—' or '-' or ':' or '.' or '|');

    /// <summary>How much the clause borders between a cue and the expression from <paramref name="first"/> to <paramref name="end"/> part.</summary>
    public int BordersBetween(Cue cue, int first, int end)
    {
        var cues = ReadCues(SentenceAt(first));
        return Math.Max(0, cue.End <= first ? BordersBefore(cues, first) - cue.Borders : cue.Borders - BordersBefore(cues, end));
    }

    /// <summary>Whether a clause border is a semicolon.</summary>
    public bool IsStrongBorder(Cue border) => Text[Tokens[border.First].Start] == ';';

    /// <summary>Whether an expression overlaps the tokens from <paramref name="first"/> up to <paramref name="end"/>.</summary>
    public bool HasTimex(int first, int end) => TimexesBefore(first) is var next && next < Timexes.Count && Timexes[next].Raw.First < end;

    /// <summary>The number of expressions that end at or before a token.</summary>
    public int TimexesBefore(int token)
    {
        int low = 0, high = Timexes.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Timexes[middle].Raw.End <= token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    public TextSpan Span(int firstToken, int endToken) => new(Tokens[firstToken].Start, Tokens[endToken - 1].End);

    public void Dispose()
    {
        Tokens.Dispose();
        _cues?.Dispose();
        _sentences?.Dispose();
    }

    private ReadOnlySpan<Cue> ReadCues(int sentence)
    {
        _cues ??= new CueList(Sentences.Count);
        if (!_cues.IsRead(sentence))
        {
            Pack.Cues.Read(Text, Tokens, sentence, Sentences[sentence], _cues);
        }

        return _cues.Of(sentence);
    }

    private int BordersBefore(ReadOnlySpan<Cue> cues, int token)
    {
        int low = 0, high = cues.Length;
        while (low < high)
        {
            Tokens.Step();
            var middle = (low + high) / 2;
            if (cues[middle].End <= token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? 0 : cues[low - 1].Borders;
    }
}
