using Scriban;
using Scriban.Runtime;

namespace Pipeline.Digest.Rendering;

/// <summary>Runs a template within limits, on plain values only: what is missing is an error, and nothing else can be reached.</summary>
internal static class TemplateRun
{
    // Nested loops share it; far above what any of our templates needs.
    private const int MaxLoops = 20_000;

    /// <summary>What <paramref name="template"/> makes of <paramref name="values"/>, with line ends as on Unix; it may include others of <paramref name="templates"/>.</summary>
    public static string Render(Template template, TemplateContext context, EmbeddedTemplates templates, params ReadOnlySpan<ScriptObject> values)
    {
        context.StrictVariables = true;
        context.EnableRelaxedMemberAccess = false;
        context.EnableRelaxedTargetAccess = false;
        context.EnableRelaxedIndexerAccess = false;
        context.LoopLimit = MaxLoops;
        context.RecursiveLimit = 20;
        context.LimitToString = 0; // Beyond a limit the output would be cut without a word; sizes are checked instead.
        context.TemplateLoader = templates;
        context.NewLine = "\n";
        foreach (var globals in values)
        {
            context.PushGlobal(globals);
        }

        return template.Render(context).Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
