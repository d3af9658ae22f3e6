namespace Pipeline.Extraction.Text;

/// <summary>Which tokens stand inside quotation marks. A quotation that is not closed ends with its line.</summary>
internal sealed class Quotation
{
    private readonly List<(int First, int End)> _ranges = [];

    public Quotation(string text, TokenList tokens)
    {
        var open = -1;
        var closer = '\0';
        for (var i = 0; i < tokens.Count; i++)
        {
            ref readonly var token = ref tokens[i];
            if (open >= 0 && token.LineBefore)
            {
                open = -1;
            }

            if (token.Kind != TokenKind.Mark)
            {
                continue;
            }

            var c = text[token.Start];
            if (open >= 0 && (c == closer || (closer == '“' && c is '"' or '”')))
            {
                _ranges.Add((open + 1, i));
                open = -1;
            }
            else if (open < 0 && Closer(c) is { } mark)
            {
                open = i;
                closer = mark;
            }
        }
    }

    /// <summary>Whether the token stands inside a quotation.</summary>
    public bool Covers(int token) => RangeOf(token) is not null;

    /// <summary>The quotation around a token, marks left out, or null.</summary>
    public (int First, int End)? RangeOf(int token)
    {
        int low = 0, high = _ranges.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].End <= token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < _ranges.Count && _ranges[low].First <= token ? _ranges[low] : null;
    }

    private static char? Closer(char c) => c switch
    {
        '«' => '»',
        '“' => '”',
        '„' => '“',
        '"' => '"',
        _ => null,
    };
}
