using System.Buffers;
using System.Text;

namespace Pipeline.Articles.Reading.Text;

/// <summary>
/// Puts right text in UTF-8 that an earlier tool read as Windows-1252 and saved again: <c>Ã©</c> for <c>é</c>, <c>â€™</c> for <c>’</c>. Only runs that
/// cannot be meant are touched; those that could (<c>IRMÃ”</c>) follow only where the text has others that cannot.
/// </summary>
internal static class Mojibake
{
    private const int MaxPasses = 2; // Text that went through two such tools.

    // The signs that may follow a capital letter in good text; after any other, a capital and the sign are one character read wrongly.
    private const string MayFollowCapital = "\u2018\u2019\u201C\u201D\u201E\u2013\u2014\u2026\u00A0\u00BB\u203A!?.";

    // First bytes of the UTF-8 sequences of European letters, of punctuation and of pictures, as Windows-1252 shows them.
    private static readonly SearchValues<char> Leads = SearchValues.Create(['Â', 'Ã', 'Ä', 'Å', 'â', 'ï', 'ð']);

    private enum Surety
    {
        None,
        Possible,
        Sure,
    }

    /// <summary>The text put right; <paramref name="repaired"/> counts the characters.</summary>
    public static string Repair(string text, out int repaired)
    {
        repaired = 0;
        for (var pass = 0; pass < MaxPasses && HasSure(text); pass++)
        {
            text = RepairAll(text, out var count);
            repaired += count;
        }

        return text;
    }

    /// <summary>Whether the character is a letter of a European language in Latin letters, its punctuation, a sign or a picture.</summary>
    public static bool IsExpected(int value) =>
        value is (>= 0xA0 and <= 0x17F) or (>= 0x2010 and <= 0x203A) or (>= 0x20A0 and <= 0x2122) or 0xFEFF or 0x202F or (>= 0x1F300 and <= 0x1FAFF);

    private static bool HasSure(string text)
    {
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            if (Read(text, at, out _, out _) == Surety.Sure)
            {
                return true;
            }
        }

        return false;
    }

    private static string RepairAll(string text, out int count)
    {
        var mended = new StringBuilder(text.Length);
        var done = 0;
        count = 0;
        for (var at = Next(text, 0); at >= 0; at = Next(text, Math.Max(at + 1, done)))
        {
            var surety = Read(text, at, out var rune, out var length);
            if (surety == Surety.None && IsBrokenNoBreakSpace(text, at))
            {
                // "Ã  la": the second half became a plain space, or both became one.
                (rune, length, surety) = (new Rune('\u00E0'), at + 2 < text.Length && text[at + 2] == ' ' ? 2 : 1, Surety.Possible);
            }

            if (surety != Surety.None)
            {
                mended.Append(text, done, at - done).Append(rune.ToString());
                done = at + length;
                count++;
            }
        }

        return mended.Append(text, done, text.Length - done).ToString();
    }

    private static int Next(string text, int from)
    {
        var at = from < text.Length ? text.AsSpan(from).IndexOfAny(Leads) : -1;
        return at < 0 ? -1 : from + at;
    }

    private static bool IsBrokenNoBreakSpace(string text, int at) =>
        text[at] == '\u00C3' && at + 1 < text.Length && text[at + 1] == ' ' && (at == 0 || !char.IsUpper(text[at - 1]));

    private static Surety Read(string text, int at, out Rune rune, out int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        for (; count < bytes.Length && at + count < text.Length && LegacyEncoding.ToWindows1252(text[at + count]) is { } value && value >= 0x80; count++)
        {
            bytes[count] = value;
        }

        if (Rune.DecodeFromUtf8(bytes[..count], out rune, out length) != OperationStatus.Done || !IsExpected(rune.Value))
        {
            return Surety.None;
        }

        var follows = at > 0 && char.IsLower(text[at - 1]);
        var isSure = length > 2 || (text[at] is '\u00C2' or '\u00C3' && (follows || !MayFollowCapital.Contains(text[at + 1], StringComparison.Ordinal)));
        return isSure ? Surety.Sure : Surety.Possible;
    }
}
