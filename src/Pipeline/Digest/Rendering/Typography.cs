using System.Text;

namespace Pipeline.Digest.Rendering;

/// <summary>Sets the spaces of a language that must not break, where a plain space stands before or after certain signs. Thread-safe.</summary>
internal sealed class Typography(Strings strings)
{
    private const char NoBreakSpace = '\u00A0';

    private readonly string _before = strings.Text("rules.noBreakBefore");
    private readonly string _after = strings.Text("rules.noBreakAfter");

    /// <summary><paramref name="text"/> with those spaces set.</summary>
    public string Set(string text)
    {
        var set = new StringBuilder(text);
        for (var i = 0; i < set.Length; i++)
        {
            var isBefore = i + 1 < set.Length && _before.Contains(set[i + 1], StringComparison.Ordinal);
            var isAfter = i > 0 && _after.Contains(set[i - 1], StringComparison.Ordinal);
            if (set[i] == ' ' && (isBefore || isAfter))
            {
                set[i] = NoBreakSpace;
            }
        }

        return set.ToString();
    }
}
