using System.Globalization;
using System.Text;

namespace Pipeline.Articles.Reading.Rtf;

/// <summary>Cuts RTF into tokens, in one pass. What is cut off or malformed ends a token, never the reading. Not thread-safe.</summary>
internal sealed class RtfTokenizer(ReadOnlyMemory<byte> rtf)
{
    // The longest control word of the specification has 25 letters, the longest number 10 digits.
    private const int MaxName = 32;
    private const int MaxDigits = 10;

    private readonly Dictionary<int, string> _names = [];
    private int _at;

    /// <summary>The next token; false at the end.</summary>
    public bool TryRead(out RtfToken token)
    {
        var bytes = rtf.Span;
        while (_at < bytes.Length && bytes[_at] is (byte)'\r' or (byte)'\n' or 0)
        {
            _at++; // Line ends are the layout of the file.
        }

        token = default;
        if (_at >= bytes.Length)
        {
            return false;
        }

        var first = bytes[_at++];
        token = first switch
        {
            (byte)'{' => new(RtfTokenKind.Open),
            (byte)'}' => new(RtfTokenKind.Close),
            (byte)'\\' when _at < bytes.Length => Control(bytes),
            _ => new(RtfTokenKind.Byte, "", first),
        };
        return true;
    }

    /// <summary>Passes over <paramref name="count"/> bytes of binary data.</summary>
    public void Skip(int count) => _at = (int)Math.Min(rtf.Length, _at + (long)Math.Max(0, count));

    private RtfToken Control(ReadOnlySpan<byte> bytes)
    {
        var first = bytes[_at];
        if (char.IsAsciiLetter((char)first))
        {
            return Word(bytes);
        }

        _at++;
        if (first == '\'' && _at + 1 < bytes.Length
            && int.TryParse(Encoding.Latin1.GetString(bytes.Slice(_at, 2)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            _at += 2;
            return new(RtfTokenKind.Byte, "", value);
        }

        return new(RtfTokenKind.Symbol, "", first);
    }

    private RtfToken Word(ReadOnlySpan<byte> bytes)
    {
        var start = _at;
        while (_at < bytes.Length && char.IsAsciiLetter((char)bytes[_at]) && _at - start < MaxName)
        {
            _at++;
        }

        var name = Name(bytes[start.._at]);
        var number = _at;
        if (_at + 1 < bytes.Length && bytes[_at] == '-' && char.IsAsciiDigit((char)bytes[_at + 1]))
        {
            _at++;
        }

        while (_at < bytes.Length && char.IsAsciiDigit((char)bytes[_at]) && _at - number <= MaxDigits)
        {
            _at++;
        }

        int? value = int.TryParse(Encoding.Latin1.GetString(bytes[number.._at]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        if (_at < bytes.Length && bytes[_at] == ' ')
        {
            _at++; // One space belongs to the word.
        }

        return new(RtfTokenKind.Word, name, value);
    }

    // The same few dozen words make up a file: each is made a string once.
    private string Name(ReadOnlySpan<byte> letters)
    {
        var hash = new HashCode();
        hash.AddBytes(letters);
        var key = hash.ToHashCode();
        if (_names.TryGetValue(key, out var known) && known.Length == letters.Length && Ascii.Equals(letters, known))
        {
            return known;
        }

        return _names[key] = Encoding.Latin1.GetString(letters);
    }
}
