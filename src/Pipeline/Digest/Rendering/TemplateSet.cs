using System.Collections.Frozen;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Pipeline.Digest.Rendering;

/// <summary>
/// The templates and sentences that digests are made with: the shipped ones, or those with some replaced. Templates include each other by name;
/// a name that is none of them is refused, and nothing is read from a disk. Immutable and thread-safe.
/// </summary>
internal sealed class TemplateSet : ITemplateLoader
{
    private const string HtmlName = "digest.scriban-html";
    private const string TextName = "digest.scriban-txt";

    private static readonly Lazy<TemplateSet> s_shipped = new(Ship);

    private readonly FrozenDictionary<string, string> _sources;
    private readonly FrozenDictionary<string, Strings> _strings;
    private readonly FrozenDictionary<string, string> _versions;

    private TemplateSet(IReadOnlyDictionary<string, string> sources, IReadOnlyDictionary<string, Strings> strings)
    {
        _sources = sources.ToFrozenDictionary(StringComparer.Ordinal);
        _strings = strings.ToFrozenDictionary(StringComparer.Ordinal);
        Html = Parse(HtmlName);
        Text = Parse(TextName);
        foreach (var name in _sources.Keys)
        {
            Parse(name);
        }

        _versions = Strings.Languages.ToFrozenDictionary(language => language, VersionOf, StringComparer.Ordinal);
    }

    /// <summary>The shipped ones.</summary>
    public static TemplateSet Shipped => s_shipped.Value;

    /// <summary>The template of the HTML part.</summary>
    public Template Html { get; }

    /// <summary>The template of the text part.</summary>
    public Template Text { get; }

    /// <summary>Whether everything is as shipped.</summary>
    public bool IsShipped => ReferenceEquals(this, Shipped);

    /// <summary>The same with the template <paramref name="name"/> replaced or added.</summary>
    /// <exception cref="FormatException">It cannot be parsed.</exception>
    public TemplateSet WithTemplate(string name, string source) =>
        new(new Dictionary<string, string>(_sources, StringComparer.Ordinal) { [name] = source }, _strings);

    /// <summary>The same with other sentences in the language of <paramref name="strings"/>.</summary>
    public TemplateSet WithStrings(Strings strings) => new(_sources, new Dictionary<string, Strings>(_strings, StringComparer.Ordinal) { [strings.Language] = strings });

    /// <summary>The sentences of <paramref name="language"/>.</summary>
    public Strings StringsOf(string language) => _strings.GetValueOrDefault(language) ?? Strings.For(language);

    /// <summary>The version of all that digests in <paramref name="language"/> are made with.</summary>
    public string Version(string language) => _versions[language];

    /// <inheritdoc/>
    public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => templateName;

    /// <inheritdoc/>
    public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        _sources.TryGetValue(templatePath, out var source) ? source : throw new KeyNotFoundException($"There is no template '{templatePath}'.");

    /// <inheritdoc/>
    public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        ValueTask.FromResult<string?>(Load(context, callerSpan, templatePath));

    private static TemplateSet Ship()
    {
        var embedded = new EmbeddedTemplates();
        return new(EmbeddedTemplates.OfDigest.ToDictionary(name => name, embedded.Source, StringComparer.Ordinal), new Dictionary<string, Strings>());
    }

    private Template Parse(string name)
    {
        var template = Template.Parse(_sources[name], name);
        return template.HasErrors ? throw new FormatException(template.Messages[0].ToString()) : template;
    }

    private string VersionOf(string language)
    {
        var strings = StringsOf(language);
        string[] parts =
        [
            language,
            .. _sources.OrderBy(source => source.Key, StringComparer.Ordinal).SelectMany(source => new[] { source.Key, source.Value }),
            .. strings.Keys.Order(StringComparer.Ordinal).SelectMany(key => new[] { key, strings.Pattern(key) }),
        ];
        return Identifier.Of(parts);
    }
}
