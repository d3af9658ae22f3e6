using System.Globalization;
using System.Text;

namespace Pipeline.Articles.Reading.Archives;

/// <summary>What an entry of an archive is called: a label for people and ids, never a path.</summary>
/// <param name="Text">The label; empty where nothing of the name is left.</param>
/// <param name="IsOdd">Whether the name held what a name should not: steps upwards, a root, control or bidirectional characters.</param>
internal readonly record struct EntryLabel(string Text, bool IsOdd)
{
    private const int MaxCharacters = 200;

    private static readonly HashSet<string> Junk = new(StringComparer.OrdinalIgnoreCase) { "__MACOSX", "Thumbs.db", "desktop.ini" };

    /// <summary>Whether a system left the entry there, not a person.</summary>
    public bool IsJunk => Text.Split('/').Any(part => part.StartsWith('.') || Junk.Contains(part));

    /// <summary>The label of an entry called <paramref name="name"/>.</summary>
    public static EntryLabel Of(string name)
    {
        var isOdd = false;
        var clean = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            var isHarmless = Rune.GetUnicodeCategory(rune)
                is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            isOdd |= !isHarmless;
            clean.Append(isHarmless ? rune.ToString() : "");
        }

        var path = clean.ToString().Replace('\\', '/');
        isOdd |= path.StartsWith('/');
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var isStep = part is ".." || (parts.Count == 0 && part.Length == 2 && part[1] == ':');
            isOdd |= isStep;
            if (!isStep && part != ".")
            {
                parts.Add(part);
            }
        }

        var label = string.Join('/', parts);
        // The cut may leave a step, a root or a space at the begin that was none before.
        return label.Length <= MaxCharacters ? new(label, isOdd) : new(Of(End(label)).Text, true);
    }

    // The end of a long name tells more than its folders; a pair is not cut.
    private static string End(string label)
    {
        var start = label.Length - MaxCharacters;
        return label[(char.IsLowSurrogate(label[start]) ? start + 1 : start)..];
    }
}
