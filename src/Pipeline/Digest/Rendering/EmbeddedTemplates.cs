using System.Collections.Frozen;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Pipeline.Digest.Rendering;

/// <summary>The templates shipped in this assembly, parsed once. A name that is none of them is refused: nothing is read from a disk. Thread-safe.</summary>
internal sealed class EmbeddedTemplates : ITemplateLoader
{
    private const string Prefix = "templates/";

    private readonly FrozenDictionary<string, string> _sources = Load();

    /// <summary>The names of those that make the digest, which alone can be replaced.</summary>
    public static IReadOnlyList<string> OfDigest { get; } =
    [
        "digest.scriban-html", "details.scriban-html", "entry.scriban-html", "headline.scriban-html", "sources.scriban-html",
        "digest.scriban-txt", "item.scriban-txt", "sources.scriban-txt",
    ];

    /// <summary>The template <paramref name="name"/>, parsed.</summary>
    /// <exception cref="InvalidOperationException">The template has errors: an error of the program.</exception>
    public Template Parse(string name)
    {
        var template = Template.Parse(_sources[name], name);
        return template.HasErrors ? throw new InvalidOperationException(string.Join('\n', template.Messages)) : template;
    }

    /// <summary>The text of <paramref name="name"/>, with line ends as on Unix.</summary>
    public string Source(string name) => _sources[name].Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <inheritdoc/>
    public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => templateName;

    /// <inheritdoc/>
    public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        _sources.TryGetValue(templatePath, out var source) ? source : throw new KeyNotFoundException($"There is no template '{templatePath}'.");

    /// <inheritdoc/>
    public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        ValueTask.FromResult<string?>(Load(context, callerSpan, templatePath));

    private static FrozenDictionary<string, string> Load()
    {
        var assembly = typeof(EmbeddedTemplates).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenDictionary(
            name => name[Prefix.Length..],
            name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            },
            StringComparer.Ordinal);
    }
}
