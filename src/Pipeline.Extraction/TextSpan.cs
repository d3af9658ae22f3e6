namespace Pipeline.Extraction;

/// <summary>A stretch of a text: UTF-16 code units from <paramref name="Start"/> up to and without <paramref name="End"/>.</summary>
/// <param name="Start">First code unit, from 0.</param>
/// <param name="End">The code unit after the last one; never below <paramref name="Start"/>.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>Number of UTF-16 code units.</summary>
    public int Length => End - Start;

    /// <summary>Whether <paramref name="other"/> lies wholly inside this span.</summary>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    /// <summary>Whether the two spans share at least one code unit.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>The words that the span covers in <paramref name="text"/>.</summary>
    public string In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text[Start..End];
    }
}
