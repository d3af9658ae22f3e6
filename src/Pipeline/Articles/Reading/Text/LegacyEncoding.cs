using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pipeline.Articles.Reading.Text;

/// <summary>
/// Text in an encoding of one byte a character. Which one is told by the company that each non-ASCII character keeps: an accented letter stands in a
/// word, a quotation mark at its edge, and a square root nowhere. Windows-1252 wins a draw, for it is by far the most frequent.
/// </summary>
internal static class LegacyEncoding
{
    /// <summary>Name of Windows-1252.</summary>
    public const string Windows1252 = "windows-1252";

    /// <summary>Name of Mac Roman.</summary>
    public const string MacRoman = "macintosh";

    /// <summary>Name of code page 850.</summary>
    public const string Dos850 = "ibm850";

    // Letters of Western European languages by how often they are read; what is not named here is rare or never read.
    private static readonly SearchValues<char> FrequentLetters = SearchValues.Create(['é', 'è', 'à', 'ê', 'ç', 'ù', 'ô', 'î', 'â', 'û', 'ü', 'ö', 'ä', 'ß', 'ñ', 'á', 'í', 'ó', 'ú']);

    private static readonly SearchValues<char> OtherLetters = SearchValues.Create(
    [
        'ë', 'ï', 'œ', 'æ', 'å', 'ø', 'ò', 'ì', 'ã', 'õ', 'ÿ', 'É', 'È', 'À', 'Ê', 'Ç',
        'Ô', 'Î', 'Â', 'Û', 'Ü', 'Ö', 'Ä', 'Ñ', 'Á', 'Í', 'Ó', 'Ú', 'Œ', 'Ø', 'Å',
    ]);

    private const string OpeningMarks = "«“„‘";
    private const string ClosingMarks = "»”’";

    private static readonly (string Name, char[] Table)[] Encodings =
        [(Windows1252, TableOf(1252)), (MacRoman, TableOf(10000)), (Dos850, TableOf(850))];

    /// <summary>The character that <paramref name="value"/> is in Windows-1252; a C1 control where that encoding has none.</summary>
    public static char Windows1252Of(byte value) => Encodings[0].Table[value];

    /// <summary>The byte that <paramref name="character"/> is in Windows-1252, C1 controls included; null where it has none.</summary>
    public static byte? ToWindows1252(char character)
    {
        if (character < 0x80 || (character is >= '\u00A0' and <= '\u00FF'))
        {
            return (byte)character;
        }

        var at = Encodings[0].Table.AsSpan(0x80, 0x20).IndexOf(character);
        return at >= 0 ? (byte)(0x80 + at) : character is >= '\u0080' and <= '\u009F' ? (byte)character : null;
    }

    /// <summary>The text of <paramref name="bytes"/> in the likeliest encoding.</summary>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes)
    {
        var best = Encodings[0];
        var bestScore = Score(bytes, best.Table);
        foreach (var encoding in Encodings.AsSpan(1))
        {
            var score = Score(bytes, encoding.Table);
            if (score > bestScore)
            {
                (best, bestScore) = (encoding, score);
            }
        }

        var table = best.Table;
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
        {
            text.Append(table[value]);
        }

        return new DecodedText { Text = text.ToString(), Encoding = best.Name };
    }

    private static char[] TableOf(int codePage)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
        return [.. Enumerable.Range(0, 256).Select(value => encoding.GetChars([(byte)value])[0])];
    }

    private static long Score(ReadOnlySpan<byte> bytes, char[] table)
    {
        long score = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] >= 0x80)
            {
                score += Fit(i > 0 ? table[bytes[i - 1]] : ' ', table[bytes[i]], i + 1 < bytes.Length ? table[bytes[i + 1]] : ' ');
            }
        }

        return score;
    }

    private static int Fit(char before, char character, char after)
    {
        var inWord = char.IsLetter(before) && char.IsLetter(after);
        if (char.IsLetter(character))
        {
            var frequency = FrequentLetters.Contains(character) ? 3 : OtherLetters.Contains(character) ? 1 : -3;
            var misplaced = char.IsUpper(character) && (char.IsLower(before) || (char.IsLower(after) && !IsEdge(before)));
            return frequency - (misplaced ? 4 : 0);
        }

        return character switch
        {
            '\u2019' when inWord => 4,
            '\u00A0' => IsEdge(before) || IsEdge(after) || char.IsDigit(before) ? 2 : -1,
            _ when OpeningMarks.Contains(character, StringComparison.Ordinal) && IsEdge(before) => 2,
            _ when ClosingMarks.Contains(character, StringComparison.Ordinal) && IsEdge(after) => 2,
            '\u2013' or '\u2014' or '\u2026' or '\u2022' when IsEdge(before) || IsEdge(after) => 2,
            '\u20AC' or '\u00B0' or '\u00A3' or '\u00A7' or '\u00A9' or '\u00B2' when !inWord => 1,
            _ when char.IsControl(character) => -6,
            _ => inWord ? -4 : -2,
        };
    }

    private static bool IsEdge(char c) =>
        char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.OtherPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation
            or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.DashPunctuation;
}
