using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Options;
using Pipeline.Digest.Rendering;

namespace Pipeline.Digest;

/// <summary>Looks a variant over before it goes out: a pure function of it. Thread-safe.</summary>
public sealed partial class Preflight
{
    /// <summary>The shortest subject, in characters.</summary>
    public const int MinSubject = 10;

    /// <summary>The longest subject, in characters.</summary>
    public const int MaxSubject = 78;

    private const int MaxDetail = 120;

    // Nothing that runs, asks, embeds or fetches: mail programs drop it, or take the mail for an attack.
    private const string Forbidden = "script, noscript, iframe, frame, object, embed, applet, form, input, button, textarea, select, link, base, img, picture, svg, math, audio, video, canvas, meta[http-equiv]";

    private static readonly SearchValues<char> s_unescaped = SearchValues.Create("{}<> \"");

    private readonly int _usualEvents;

    /// <summary>Finds unusual what has more events than the digest of <paramref name="options"/> can tell twice over.</summary>
    public Preflight(IOptions<DigestOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _usualEvents = options.Value.MaxDossiers * options.Value.MaxEventsPerDossier * 2;
    }

    /// <summary>What is to be said of <paramref name="variant"/>, the refusals first; nothing where all is well.</summary>
    public IReadOnlyList<PreflightFinding> Of(DigestVariant variant)
    {
        ArgumentNullException.ThrowIfNull(variant);
        using var page = new HtmlParser().ParseDocument(variant.Html);
        var findings = Parts(variant).Concat(Page(page)).Concat(variant.Findings);
        if (variant.Ranking.Count > _usualEvents)
        {
            findings = findings.Append(new(PreflightSeverity.Warn, PreflightCodes.UnusualCount, Number(variant.Ranking.Count)));
        }

        return [.. findings.OrderByDescending(finding => finding.Severity)];
    }

    private static IEnumerable<PreflightFinding> Parts(DigestVariant variant)
    {
        var size = Encoding.UTF8.GetByteCount(variant.Html);
        if (size > Renderer.MaxHtmlBytes)
        {
            yield return Refuse(PreflightCodes.TooLarge, Number(size));
        }

        if (variant.Subject.Length is < MinSubject or > MaxSubject)
        {
            yield return Refuse(PreflightCodes.SubjectLength, Number(variant.Subject.Length));
        }

        foreach (var (part, text) in new[] { ("subject", variant.Subject), ("html", variant.Html), ("text", variant.Text) })
        {
            foreach (var control in text.Where(c => char.IsControl(c) && (part == "subject" || c is not ('\n' or '\t'))).Take(1))
            {
                yield return Refuse(PreflightCodes.ControlCharacters, $"{part}, U+{(int)control:X4}");
            }
        }

        foreach (var mark in Marks().Matches(variant.Html + "\n" + variant.Text).Select(mark => mark.Value).Distinct(StringComparer.Ordinal))
        {
            if (mark is not (PersonalMarks.Unsubscribe or PersonalMarks.Preferences))
            {
                yield return Refuse(PreflightCodes.UnknownMark, mark);
            }
        }

        if (!variant.Text.Contains(PersonalMarks.Unsubscribe, StringComparison.Ordinal))
        {
            yield return Refuse(PreflightCodes.NoUnsubscribe, "text");
        }
    }

    private static IEnumerable<PreflightFinding> Page(IDocument page)
    {
        var links = page.QuerySelectorAll("a, area").ToList();
        if (!links.Exists(link => link.GetAttribute("href") == PersonalMarks.Unsubscribe && link.TextContent.Trim().Length > 0))
        {
            yield return Refuse(PreflightCodes.NoUnsubscribe, "html");
        }

        foreach (var bad in links.Select(link => link.GetAttribute("href") ?? "").Where(IsBad).Distinct(StringComparer.Ordinal))
        {
            yield return Refuse(PreflightCodes.BadLink, bad);
        }

        if (page.QuerySelector(Forbidden) is { } forbidden)
        {
            yield return Refuse(PreflightCodes.Forbidden, forbidden.LocalName);
        }

        foreach (var name in page.All.SelectMany(element => element.Attributes).Select(attribute => attribute.Name).Where(IsActive).Distinct(StringComparer.Ordinal))
        {
            yield return Refuse(PreflightCodes.Forbidden, name);
        }

        if (page.All.Any(element => Fetches().IsMatch(element.GetAttribute("style") ?? (element.LocalName == "style" ? element.TextContent : ""))))
        {
            yield return Refuse(PreflightCodes.Forbidden, "css");
        }

        if (StructureFault(page) is { } fault)
        {
            yield return Refuse(PreflightCodes.Structure, fault);
        }

        foreach (var pale in InlineContrast.Faults(page).Distinct(StringComparer.Ordinal))
        {
            yield return Refuse(PreflightCodes.Contrast, pale);
        }
    }

    private static string? StructureFault(IDocument page) =>
        string.IsNullOrWhiteSpace(page.DocumentElement.GetAttribute("lang")) ? "lang"
        : page.DocumentElement.GetAttribute("dir") is not ("ltr" or "rtl") ? "dir"
        : page.QuerySelectorAll("h1").Length != 1 ? "h1"
        : string.IsNullOrWhiteSpace(page.Title) ? "title"
        : page.QuerySelectorAll("table").Any(table => table.GetAttribute("role") != "presentation") ? "table"
        : null;

    /// <summary>Whether a mail must not lead to <paramref name="address"/>.</summary>
    internal static bool IsBad(string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri)
        || !(uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeMailto)
        || address.AsSpan().ContainsAny(s_unescaped) || (uri.UserInfo.Length > 0 && uri.Scheme != Uri.UriSchemeMailto);

    private static bool IsActive(string attribute) =>
        attribute.StartsWith("on", StringComparison.OrdinalIgnoreCase)
        || attribute is "src" or "srcset" or "background" or "action" or "formaction" or "ping" or "poster" or "xlink:href" or "srcdoc";

    private static PreflightFinding Refuse(string code, string detail) =>
        new(PreflightSeverity.Refuse, code, string.Concat(detail.Take(MaxDetail).Select(c => char.IsControl(c) ? ' ' : c)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"https?://reader\.invalid[^\s""'<>)]*", RegexOptions.IgnoreCase)]
    private static partial Regex Marks();

    [GeneratedRegex(@"url\s*\(|@import|expression\s*\(|-moz-binding|behavior\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex Fetches();
}
