using System.Text.Json;
using System.Text.RegularExpressions;
using Pipeline.Site;
using Scriban.Syntax;

namespace Pipeline.Digest.Rendering;

/// <summary>
/// Decides which files of the container are used: those with which a made-up digest comes out whole, in every language, and passes the preflight.
/// Thread-safe.
/// </summary>
internal sealed partial class TemplateCheck(NewsroomOptions newsroom, SiteLinks site, Preflight preflight)
{
    private const int MaxReason = 300;
    private const int MaxSentence = 500;

    // Sentences of other pages, rules and the words that articles are read by are not the digest's.
    private static readonly string[] s_sections = ["digest.", "mark.", "status.", "check.", "date.", "language."];

    private readonly DigestWriter _writer = new(newsroom, "main", site);

    /// <summary>The shipped set with those of <paramref name="files"/> that can be used, and why the others cannot.</summary>
    public (TemplateSet Set, IReadOnlyList<(string File, string Reason)> Refused) Apply(IReadOnlyList<TemplateFile> files)
    {
        var set = TemplateSet.Shipped;
        var refused = new List<(string, string)>();
        foreach (var file in files.Where(file => !IsTemplate(file)))
        {
            set = Try(set, file, refused, StringsWith);
        }

        // Some work only together: a template and what it includes. Where they do not, each is tried by itself, what is included first.
        var templates = files.Where(IsTemplate).OrderBy(file => EmbeddedTemplates.OfDigest.Contains(file.Name)).ToList();
        var faults = new List<(string, string)>();
        var together = templates.Aggregate(set, (sofar, file) => Try(sofar, file, faults, WithTemplate, isChecked: false));
        if (faults.Count == 0 && FaultOf(together) is null)
        {
            return (together, refused);
        }

        return (templates.Aggregate(set, (sofar, file) => Try(sofar, file, refused, WithTemplate)), refused);
    }

    /// <summary>Whether <paramref name="failure"/> is one of a template or a sentence, not one of the program.</summary>
    public static bool IsOfTemplate(Exception failure) =>
        failure is ScriptRuntimeException or FormatException or InvalidDataException or KeyNotFoundException or JsonException or ArgumentException or InvalidOperationException
            or OperationCanceledException or RegexMatchTimeoutException;

    /// <summary>The words of <paramref name="failure"/> on one line.</summary>
    public static string Shown(Exception failure)
    {
        var line = string.Concat(failure.Message.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= MaxReason ? line : line[..MaxReason];
    }

    private TemplateSet Try(
        TemplateSet set, TemplateFile file, List<(string, string)> refused, Func<TemplateSet, TemplateFile, TemplateSet> apply, bool isChecked = true)
    {
        try
        {
            var with = apply(set, file);
            if (!isChecked || FaultOf(with) is not { } fault)
            {
                return with;
            }

            refused.Add((file.Name, fault));
        }
        catch (Exception failure) when (IsOfTemplate(failure))
        {
            refused.Add((file.Name, Shown(failure)));
        }

        return set;
    }

    private static TemplateSet WithTemplate(TemplateSet set, TemplateFile file) => set.WithTemplate(file.Name, ContentOf(file));

    private static TemplateSet StringsWith(TemplateSet set, TemplateFile file)
    {
        if (StringsName().Match(file.Name) is not { Success: true } name || !Strings.Languages.Contains(name.Groups["language"].Value))
        {
            throw new FormatException("This is no name of a template or of sentences.");
        }

        var strings = set.StringsOf(name.Groups["language"].Value);
        using var document = JsonDocument.Parse(ContentOf(file), new JsonDocumentOptions { MaxDepth = 8, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var texts = Strings.Flatten(document.RootElement);
        foreach (var (key, text) in texts)
        {
            Check(strings, key, text);
        }

        return set.WithStrings(strings.With(texts));
    }

    private static void Check(Strings strings, string key, string text)
    {
        if (!s_sections.Any(section => key.StartsWith(section, StringComparison.Ordinal)) || !strings.Keys.Contains(key))
        {
            throw new FormatException($"'{key}' is no sentence of the digest.");
        }

        if (text.Length > MaxSentence || text.Any(char.IsControl))
        {
            throw new FormatException($"'{key}' is longer than {MaxSentence} characters or holds control characters.");
        }

        var known = Names().Matches(strings.Pattern(key)).Select(name => name.Value).ToHashSet(StringComparer.Ordinal);
        if (Names().Matches(text).FirstOrDefault(name => !known.Contains(name.Value)) is { } unknown)
        {
            throw new FormatException($"'{key}' asks for {unknown.Value}, which is not given.");
        }
    }

    private static string ContentOf(TemplateFile file) => file.Content ?? throw new FormatException($"The file is longer than {TemplateFile.MaxBytes} bytes or no UTF-8.");

    private static bool IsTemplate(TemplateFile file) => TemplateName().IsMatch(file.Name);

    private string? FaultOf(TemplateSet set) => Strings.Languages.Select(language => FaultOf(set, language)).FirstOrDefault(fault => fault is not null);

    private string? FaultOf(TemplateSet set, string language)
    {
        var edition = (Issue: new DigestId("main", SampleDigest.Model.CutOff), Variant: new VariantId(Identifier.Of("sample")));
        try
        {
            var made = _writer.Write(set, SampleDigest.Model, language, edition.Issue, edition.Variant);
            var variant = new DigestVariant
            {
                Issue = edition.Issue,
                Id = edition.Variant,
                Language = language,
                Since = edition.Issue.CutOff,
                Subject = made.Subject,
                Html = made.Html,
                Text = made.Text,
                ChangeIds = [],
            };
            return preflight.Of(variant).FirstOrDefault(finding => finding.Severity == PreflightSeverity.Refuse) is { } finding ? $"{finding.Code}: {finding.Detail}"
                : !Shows(made, PersonalMarks.Preferences) ? "The address of the preferences is missing."
                : !Shows(made, SampleDigest.LeadHeadline) ? "The lead is missing."
                : null;
        }
        catch (Exception failure) when (IsOfTemplate(failure))
        {
            return Shown(failure);
        }
    }

    // In the head it is the title only.
    private static bool Shows(DigestPreview made, string text) =>
        made.Html.LastIndexOf(text, StringComparison.Ordinal) > made.Html.IndexOf("<body", StringComparison.Ordinal) && made.Text.Contains(text, StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,60}\.scriban-(html|txt)\z")]
    private static partial Regex TemplateName();

    [GeneratedRegex(@"^strings\.(?<language>[a-z]{2})\.json\z")]
    private static partial Regex StringsName();

    [GeneratedRegex(@"\{[^}]*\}?")]
    private static partial Regex Names();
}
