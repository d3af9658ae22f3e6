using System.Text;

namespace Pipeline.Articles.Reading;

/// <summary>Turns the bytes of a text file into text: UTF-8, UTF-16 with or without a byte order mark, Windows-1252, and mixtures of UTF-8 and Windows-1252.</summary>
internal static class TextDecoder
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The text of <paramref name="bytes"/>; null where they are no text.</summary>
    public static DecodedText? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            return DecodeUtf8(bytes[3..]);
        }

        if (bytes.StartsWith(Encoding.Unicode.Preamble))
        {
            return DecodeUtf16(bytes[2..], Encoding.Unicode);
        }

        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return DecodeUtf16(bytes[2..], Encoding.BigEndianUnicode);
        }

        if (bytes.Contains((byte)0))
        {
            return GuessUtf16(bytes) is { } encoding ? DecodeUtf16(bytes, encoding) : null;
        }

        return IsBinary(bytes) ? null : DecodeUtf8(bytes);
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

        return controls > 8 && controls > bytes.Length * 0.02;
    }

    private static DecodedText? DecodeUtf16(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var text = encoding.GetString(bytes);
        return text.AsSpan().Count('\0') > 8 + (text.Length / 50) ? null : new(text, text.Contains('\uFFFD', StringComparison.Ordinal));
    }

    // UTF-8 first; each invalid byte and each C1 control is read again as Windows-1252, so that one stray byte does not spoil the file.
    private static DecodedText DecodeUtf8(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        var stray = 0;
        var sequences = 0;
        Span<byte> one = stackalloc byte[1];
        Span<char> characters = stackalloc char[2];
        while (bytes.Length > 0)
        {
            var valid = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (valid && rune.Value is < 0x80 or > 0x9F)
            {
                sequences += length > 1 ? 1 : 0;
                text.Append(characters[..rune.EncodeToUtf16(characters)]);
                bytes = bytes[length..];
                continue;
            }

            stray++;
            one[0] = valid ? (byte)rune.Value : bytes[0];
            Windows1252.GetChars(one, characters);
            text.Append(characters[0]);
            bytes = bytes[(valid ? length : 1)..];
        }

        // Stray bytes without any sequence of UTF-8 beside them: the whole file is Windows-1252, which is nothing odd.
        return new(text.ToString(), stray > 0 && sequences > 0);
    }
}
