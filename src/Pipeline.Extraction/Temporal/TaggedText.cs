using Pipeline.Extraction.Events;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Temporal;

/// <summary>A text with its tokens, sentences and resolved expressions: what the event finder starts from. Owns pooled memory.</summary>
internal sealed class TaggedText : IDisposable
{
    private readonly Dictionary<int, List<Cue>> _cues = [];

    public TaggedText(string text, LanguagePack pack)
    {
        Text = text;
        Pack = pack;
        Tokens = Tokenizer.Tokenize(text, pack.Lexicon);
    }

    public string Text { get; }

    public LanguagePack Pack { get; }

    public TokenList Tokens { get; }

    public List<Sentence> Sentences => field ??= SentenceSplitter.Split(Text, Tokens, Pack);

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

    /// <summary>The cues of a sentence, read once.</summary>
    public List<Cue> CuesOf(int sentence)
    {
        if (!_cues.TryGetValue(sentence, out var cues))
        {
            var (first, end, _) = Sentences[sentence];
            _cues.Add(sentence, cues = Pack.Cues.Read(Text, Tokens, first, end));
        }

        return cues;
    }

    /// <summary>Whether a clause border is a semicolon.</summary>
    public bool IsStrongBorder(Cue border) => Text[Tokens[border.First].Start] == ';';

    /// <summary>Whether an expression overlaps the tokens from <paramref name="first"/> up to <paramref name="end"/>.</summary>
    public bool HasTimex(int first, int end)
    {
        int low = 0, high = Timexes.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Timexes[middle].Raw.End <= first)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < Timexes.Count && Timexes[low].Raw.First < end;
    }

    public TextSpan Span(int firstToken, int endToken) => new(Tokens[firstToken].Start, Tokens[endToken - 1].End);

    public void Dispose() => Tokens.Dispose();
}
