namespace Pipeline.Extraction.Text;

/// <summary>A word, number or mark of a text.</summary>
internal struct Token
{
    /// <summary>First code unit.</summary>
    public int Start;

    /// <summary>Code unit after the last.</summary>
    public int End;

    /// <summary>Row of the lexicon's signature table: the set of features that patterns can ask for.</summary>
    public int Signature;

    /// <summary>The number's value, or the word's place in the lexicon; -1 where it is neither.</summary>
    public int Value;

    /// <summary>What kind of token, and how it stands in the text.</summary>
    public TokenKind Kind;

    /// <summary>White space or the start of the text stands before it.</summary>
    public bool SpaceBefore;

    /// <summary>A line end stands before it, or the start of the text.</summary>
    public bool LineBefore;

    /// <summary>The first letter is a capital.</summary>
    public bool Capital;
}
