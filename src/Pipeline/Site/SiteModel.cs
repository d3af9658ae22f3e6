using Scriban.Runtime;

namespace Pipeline.Site;

/// <summary>Builds the plain script objects that the page templates see.</summary>
internal static class SiteModel
{
    /// <summary>An object whose members cannot be changed.</summary>
    public static ScriptObject Make(params ReadOnlySpan<(string Key, object Value)> members)
    {
        var made = new ScriptObject();
        foreach (var (key, value) in members)
        {
            made.SetValue(key, value, readOnly: true);
        }

        return made;
    }

    /// <summary>A list.</summary>
    public static ScriptArray List(IEnumerable<object> values) => [.. values];

    /// <summary>A link.</summary>
    public static ScriptObject Link(string text, string href) => Make(("text", text), ("href", href));
}
