using System.Globalization;
using System.Text;

namespace Pipeline.Stories;

/// <summary>Walks over the words of a text without allocating: runs of letters and digits, folded to small letters without accents.</summary>
/// <param name="text">The text.</param>
/// <param name="start">Where the walk begins.</param>
/// <param name="end">Where it ends.</param>
internal ref struct WordReader(string text, int start, int end)
{
    private const int MaxLength = 64;
    private const char FirstAccented = '\u00C0';
    private const char LastLatin = '\u024F';

    private static readonly string[] s_folded = [.. Enumerable.Range(FirstAccented, LastLatin - FirstAccented + 1).Select(c => Fold((char)c))];

    private readonly char[] _buffer = new char[MaxLength];
    private int _at = start;
    private int _length;
    private bool _isOpening = true;

    /// <summary>The folded word; valid until the next move.</summary>
    public readonly ReadOnlySpan<char> Word => _buffer.AsSpan(0, _length);

    /// <summary>Where the word begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Behind the word's last character.</summary>
    public int End { get; private set; }

    /// <summary>Whether it begins with a capital letter.</summary>
    public bool IsCapital { get; private set; }

    /// <summary>Whether it begins with a digit.</summary>
    public bool IsNumber { get; private set; }

    /// <summary>Whether it opens a sentence, a line or a quotation, where a capital letter says nothing.</summary>
    public bool IsOpening { get; private set; }

    /// <summary>The folded words of <paramref name="text"/>, in order.</summary>
    public static IReadOnlyList<string> WordsOf(string text)
    {
        var words = new List<string>();
        var reader = new WordReader(text, 0, text.Length);
        while (reader.MoveNext())
        {
            words.Add(reader.Word.ToString());
        }

        return words;
    }

    /// <summary>Goes to the next word; false at the end. What is over 64 letters of a word is passed over.</summary>
    public bool MoveNext()
    {
        while (_at < end && !char.IsLetterOrDigit(text[_at]))
        {
            _isOpening |= text[_at] is '.' or '!' or '?' or ':' or '\n' or '\u00AB' or '\u201C' or '"' or '\u2014' or '\u2026' or '#' or '|';
            _at++;
        }

        if (_at >= end)
        {
            return false;
        }

        Start = _at;
        IsCapital = char.IsUpper(text[_at]);
        IsNumber = char.IsDigit(text[_at]);
        IsOpening = _isOpening;
        _isOpening = false;
        _length = 0;
        for (; _at < end && char.IsLetterOrDigit(text[_at]); _at++)
        {
            Add(text[_at]);
        }

        End = _at;
        return true;
    }

    private void Add(char c)
    {
        if (c < FirstAccented)
        {
            if (_length < MaxLength)
            {
                _buffer[_length++] = char.ToLowerInvariant(c);
            }

            return;
        }

        foreach (var folded in c <= LastLatin ? s_folded[c - FirstAccented] : Fold(c))
        {
            if (_length < MaxLength)
            {
                _buffer[_length++] = folded;
            }
        }
    }

    private static string Fold(char c) => c switch
    {
        '\u0153' or '\u0152' => "oe",
        '\u00E6' or '\u00C6' => "ae",
        '\u00DF' => "ss",
        _ => string.Concat(c.ToString().Normalize(NormalizationForm.FormD)
            .Where(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant(),
    };
}
