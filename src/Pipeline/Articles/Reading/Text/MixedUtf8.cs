using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Pipeline.Articles.Reading.Text;

/// <summary>
/// UTF-8 in which bytes of Windows-1252 may stand: each invalid byte and each C1 control is read again as Windows-1252, so that one stray byte does
/// not spoil the file.
/// </summary>
internal static class MixedUtf8
{
    private static readonly SearchValues<byte> LeadOfC1 = SearchValues.Create((byte)0xC2);

    /// <summary>The text of <paramref name="bytes"/>.</summary>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes) => Decode(bytes, out _);

    /// <summary>The text of <paramref name="bytes"/>; <paramref name="sequences"/> counts the valid characters of more than one byte that European text has.</summary>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes, out int sequences)
    {
        sequences = 0;
        if (Utf8.IsValid(bytes) && !HasC1(bytes))
        {
            return new DecodedText { Text = Encoding.UTF8.GetString(bytes), Encoding = "utf-8" };
        }

        var text = new StringBuilder(bytes.Length);
        var stray = 0;
        Span<char> characters = stackalloc char[2];
        while (bytes.Length > 0)
        {
            var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii != 0)
            {
                var run = ascii < 0 ? bytes : bytes[..ascii];
                text.Append(Encoding.ASCII.GetString(run));
                bytes = bytes[run.Length..];
                continue;
            }

            var valid = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done;
            if (valid && rune.Value > 0x9F)
            {
                // "’É" of Mac Roman is an Armenian letter too.
                sequences += Mojibake.IsExpected(rune.Value) ? 1 : 0;
                text.Append(characters[..rune.EncodeToUtf16(characters)]);
                bytes = bytes[length..];
                continue;
            }

            stray++;
            text.Append(LegacyEncoding.Windows1252Of(valid ? (byte)rune.Value : bytes[0]));
            bytes = bytes[(valid ? length : 1)..];
        }

        return new DecodedText { Text = text.ToString(), Encoding = "utf-8", StrayBytes = stray };
    }

    private static bool HasC1(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.IndexOfAny(LeadOfC1); at >= 0; at = bytes.IndexOfAny(LeadOfC1))
        {
            if (at + 1 < bytes.Length && bytes[at + 1] < 0xA0)
            {
                return true;
            }

            bytes = bytes[(at + 1)..];
        }

        return false;
    }
}
