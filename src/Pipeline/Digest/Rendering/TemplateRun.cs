using Scriban;
using Scriban.Runtime;

namespace Pipeline.Digest.Rendering;

/// <summary>Runs a template within limits, on plain values only: what is missing is an error, and nothing else can be reached.</summary>
internal static class TemplateRun
{
    // Nested loops share it; far above what any of our templates needs.
    private const int MaxLoops = 20_000;

    /// <summary>The same where what comes out may not be longer than <paramref name="maxCharacters"/>: for templates that are not shipped.</summary>
    /// <exception cref="InvalidDataException">It is longer.</exception>
    public static string Render(Template template, TemplateContext context, ITemplateLoader templates, int maxCharacters, params ReadOnlySpan<ScriptObject> values)
    {
        // The limit also holds for each text that a template builds on its way; there, what is beyond it is cut without a word.
        Prepare(context, templates, maxCharacters, values);
        var text = template.Render(context);
        return text.Length < maxCharacters ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : throw new InvalidDataException($"The output is longer than {maxCharacters} characters.");
    }

    /// <summary>What <paramref name="template"/> makes of <paramref name="values"/>, with line ends as on Unix; it may include others of <paramref name="templates"/>.</summary>
    public static string Render(Template template, TemplateContext context, ITemplateLoader templates, params ReadOnlySpan<ScriptObject> values)
    {
        // No limit: beyond one the output would be cut without a word.
        Prepare(context, templates, 0, values);
        return template.Render(context).Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static void Prepare(TemplateContext context, ITemplateLoader templates, int maxCharacters, ReadOnlySpan<ScriptObject> values)
    {
        context.StrictVariables = true;
        context.EnableRelaxedMemberAccess = false;
        context.EnableRelaxedTargetAccess = false;
        context.EnableRelaxedIndexerAccess = false;
        context.LoopLimit = MaxLoops;
        context.RecursiveLimit = 20;
        context.LimitToString = maxCharacters;
        context.TemplateLoader = templates;
        context.NewLine = "\n";
        foreach (var globals in values)
        {
            context.PushGlobal(globals);
        }
    }
}
