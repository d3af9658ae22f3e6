namespace Pipeline.Digest.Rendering;

/// <summary>Makes the subject: the lead fact first, then how much more there is.</summary>
internal static class SubjectLine
{
    /// <summary>The longest subject.</summary>
    public const int MaxLength = 78;

    // A cut that ends on such a word reads as torn off.
    private const int SmallWord = 3;
    private const int MinLead = 24;
    private const string Ellipsis = "…";

    /// <summary>
    /// <paramref name="lead"/> with <paramref name="more"/> behind it, cut between words to 78 characters; <paramref name="spare"/> where the
    /// lead has no place to be cut.
    /// </summary>
    public static string Of(string lead, string more, string spare)
    {
        var whole = Clean(lead).TrimEnd('.', ' ');
        if (whole.Length + more.Length <= MaxLength)
        {
            return whole + more;
        }

        // The last word counts only if it is whole.
        var room = MaxLength - more.Length - Ellipsis.Length;
        var words = whole[..Math.Min(room, whole.Length)].Split(' ');
        var kept = room < whole.Length && char.IsLetterOrDigit(whole[room]) ? words.Length - 1 : words.Length;
        while (kept > 1 && words[kept - 1].Length <= SmallWord)
        {
            kept--;
        }

        var cut = string.Join(' ', words[..kept]).TrimEnd(' ', ',', ';', ':', '.', '—', '–', '-', '\u00A0');
        return cut.Length < MinLead ? Clean(spare) : cut + Ellipsis + more;
    }

    private static string Clean(string text) =>
        string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
