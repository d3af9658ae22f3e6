using System.Text;

namespace Pipeline.Articles.Reading.Text;

/// <summary>
/// Turns the bytes of a text file into text: UTF-8, UTF-16 with or without a byte order mark, Windows-1252, Mac Roman, code page 850, and mixtures
/// of UTF-8 and Windows-1252. One pass or two, whatever the bytes.
/// </summary>
internal static class TextDecoder
{
    // One control character in a hundred is a slip of some tool; more are no text.
    private const double MaxControlShare = 0.01;
    private const int ControlsOfAnyText = 8;

    /// <summary>The text of <paramref name="bytes"/>; null where they are no text.</summary>
    public static DecodedText? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            return IsBinary(bytes[3..]) ? null : Mended(MixedUtf8.Decode(bytes[3..]));
        }

        if (bytes.StartsWith(Encoding.Unicode.Preamble))
        {
            return DecodeUtf16(bytes[2..], Encoding.Unicode);
        }

        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return DecodeUtf16(bytes[2..], Encoding.BigEndianUnicode);
        }

        if (bytes.Contains((byte)0) && GuessUtf16(bytes) is { } encoding)
        {
            return DecodeUtf16(bytes, encoding);
        }

        return IsBinary(bytes) ? null : Mended(DecodeBytes(bytes));
    }

    // A file with hardly any sequence of UTF-8 beside its many other bytes is in one of the older encodings as a whole.
    private static DecodedText DecodeBytes(ReadOnlySpan<byte> bytes)
    {
        var mixed = MixedUtf8.Decode(bytes, out var sequences);
        var isLegacy = mixed.StrayBytes > 0 ? sequences * 10 < mixed.StrayBytes : HasForeignLettersInWords(mixed.Text);
        return isLegacy ? LegacyEncoding.Decode(bytes) : mixed;
    }

    // "L’É" of Mac Roman is valid UTF-8: an Armenian letter, alone between Latin ones. Where all that is not ASCII is like that, none of it is meant.
    private static bool HasForeignLettersInWords(string text)
    {
        var at = text.AsSpan().IndexOfAnyExceptInRange('\0', '\u007F');
        var any = at >= 0;
        while (at >= 0)
        {
            var isAlone = at > 0 && at + 1 < text.Length && char.IsAsciiLetter(text[at - 1]) && char.IsAsciiLetter(text[at + 1]);
            if (!isAlone || text[at] is < '\u0370' or > '\u07FF')
            {
                return false;
            }

            var next = text.AsSpan(at + 1).IndexOfAnyExceptInRange('\0', '\u007F');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return any;
    }

    private static DecodedText Mended(DecodedText decoded)
    {
        var text = Mojibake.Repair(decoded.Text, out var repaired);
        return repaired == 0 ? decoded : decoded with { Text = text, Mojibake = repaired };
    }

    // European text in UTF-16 has a zero in most pairs, always on the same side.
    private static Encoding? GuessUtf16(ReadOnlySpan<byte> bytes)
    {
        int even = 0, odd = 0;
        var pairs = bytes.Length / 2;
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }

        return (odd > pairs * 0.5 && even < pairs * 0.02) ? Encoding.Unicode
            : (even > pairs * 0.5 && odd < pairs * 0.02) ? Encoding.BigEndianUnicode
            : null;
    }

    // Text has tabs and line ends; other control characters in number mean that the bytes are something else.
    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        var controls = 0;
        foreach (var b in bytes)
        {
            controls += b is < 0x20 and not (0x09 or 0x0A or 0x0B or 0x0C or 0x0D) ? 1 : 0;
        }

        return controls > ControlsOfAnyText ? controls > bytes.Length * MaxControlShare : controls * 4 > bytes.Length;
    }

    private static DecodedText? DecodeUtf16(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var whole = bytes[..(bytes.Length & ~1)]; // A half character at the end is where the file was cut.
        var text = encoding.GetString(whole);
        if (text.AsSpan().Count('\0') > ControlsOfAnyText + (text.Length * MaxControlShare))
        {
            return null;
        }

        return new DecodedText { Text = text, Encoding = encoding.WebName, Replaced = text.AsSpan().Count('\uFFFD') };
    }
}
