using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using MimeKit;

namespace Pipeline.Testing;

/// <summary>The rules that a digest must keep as mail servers and mail programs see it: on the wire, in its head, and in both parts.</summary>
public static partial class MailRules
{
    private const int MaxHtmlBytes = 82_000; // 80,000 before the reader's links take the places of the marks.
    private static readonly string[] s_once =
    [
        "From", "To", "Subject", "Date", "Message-Id", "MIME-Version", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Archive", "List-Help",
        "Feedback-ID", "Auto-Submitted", "X-Auto-Response-Suppress",
    ];

    /// <summary>What <paramref name="content"/> breaks, in words; empty where it keeps all rules.</summary>
    public static IReadOnlyList<string> Broken(ReadOnlyMemory<byte> content)
    {
        using var message = MimeMessage.Load(new MemoryStream(content.ToArray()));
        var html = message.HtmlBody ?? "";
        var text = message.TextBody ?? "";
        return [.. Wire(content.Span), .. Head(message), .. Parts(message), .. Text(text, Unsubscribe(message)), .. Html(html, Unsubscribe(message))];
    }

    private static List<string> Wire(ReadOnlySpan<byte> content)
    {
        var broken = new List<string>();
        var wire = Encoding.Latin1.GetString(content);
        Check(broken, wire.All(c => c is '\r' or '\n' or '\t' or (>= ' ' and < '\u007F')), "a byte that is no printable ASCII");
        Check(broken, wire.Split("\r\n").All(line => line.Length <= 998 && !line.Contains('\n', StringComparison.Ordinal) && !line.Contains('\r', StringComparison.Ordinal)), "a line that is too long or ends otherwise than in CR LF");
        var head = wire[..wire.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal);
        foreach (var field in s_once)
        {
            var count = head.Split("\r\n").Count(line => line.StartsWith(field + ":", StringComparison.OrdinalIgnoreCase));
            Check(broken, count == 1, $"{count} times {field}");
        }

        foreach (var field in new[] { "List-Unsubscribe", "List-Archive", "List-Help" })
        {
            Check(broken, Regex.IsMatch(head, $@"(?mi)^{field}:\s*<https?://[!-;=?-~]+>\r?$"), $"{field} is not exactly one web address in angle brackets");
        }

        return broken;
    }

    private static List<string> Head(MimeMessage message)
    {
        var broken = new List<string>();
        var from = message.From.Mailboxes.Single();
        Check(broken, message.Headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click", "List-Unsubscribe-Post");
        Check(broken, IsSafe(Unsubscribe(message)), "the address for one click is neither https nor of this machine");
        Check(broken, message.MessageId?.EndsWith("@" + from.Domain, StringComparison.OrdinalIgnoreCase) == true, "Message-Id of another domain than From");
        Check(broken, message.Date != default, "Date");
        Check(broken, message.Headers["Auto-Submitted"] == "auto-generated", "Auto-Submitted");
        Check(broken, message.Headers["X-Auto-Response-Suppress"] == "OOF, AutoReply", "X-Auto-Response-Suppress");
        Check(broken, ListId().IsMatch(message.Headers["List-Id"] ?? ""), "List-Id");
        Check(broken, FeedbackId().IsMatch(message.Headers["Feedback-ID"] ?? ""), "Feedback-ID");
        Check(broken, message.Headers["Precedence"] is null or "bulk", "Precedence");
        foreach (var header in message.Headers)
        {
            // A tab may stand where a long header is folded.
            Check(broken, !header.Value.Any(c => char.IsControl(c) && c != '\t'), $"a control character in {header.Field}");
        }

        var subject = (message.Subject ?? "").Replace("[TEST] ", "", StringComparison.Ordinal);
        Check(broken, subject.Length is >= 10 and <= 78, $"a subject of {subject.Length} characters");
        Check(broken, message.Cc.Count + message.Bcc.Count == 0 && message.To.Count == 1, "more than one recipient");
        return broken;
    }

    private static List<string> Parts(MimeMessage message)
    {
        var broken = new List<string>();
        if (message.Body is not MultipartAlternative { Count: 2 } alternative || alternative.OfType<TextPart>().ToList() is not [{ IsPlain: true } text, { IsHtml: true } html])
        {
            return ["the parts are not text, then HTML"];
        }

        foreach (var part in new[] { text, html })
        {
            Check(broken, part.ContentType.Charset == "utf-8", "charset");
            Check(broken, part.Headers[HeaderId.ContentLanguage] is { Length: 2 }, "Content-Language");
            Check(broken, !part.Text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')), "a control character in a part");
        }

        return broken;
    }

    private static List<string> Text(string text, string unsubscribe)
    {
        var broken = new List<string>();
        Check(broken, text.Contains(unsubscribe, StringComparison.Ordinal), "the text part has no link to unsubscribe");
        Check(broken, !text.Contains("reader.invalid", StringComparison.Ordinal), "the text part holds a mark");
        Check(broken, !Entity().IsMatch(text), "the text part holds an HTML entity");
        Check(broken, text.ReplaceLineEndings("\n").Split('\n').All(line => line.Length <= 76 || line.TrimStart().StartsWith("http", StringComparison.Ordinal)), "a line of the text part is longer than 76");
        return broken;
    }

    private static List<string> Html(string html, string unsubscribe)
    {
        var broken = new List<string>();
        using var page = new HtmlParser().ParseDocument(html);
        var links = page.QuerySelectorAll("a").Select(link => (Address: link.GetAttribute("href") ?? "", Text: link.TextContent.Trim())).ToList();
        Check(broken, Encoding.UTF8.GetByteCount(html) <= MaxHtmlBytes, "the HTML part is too large");
        Check(broken, html.TrimEnd().EndsWith("</html>", StringComparison.Ordinal), "the HTML part is cut");
        Check(broken, links.Contains((unsubscribe, links.Find(link => link.Address == unsubscribe).Text)) && links.Find(link => link.Address == unsubscribe).Text.Length > 0, "the HTML part has no link to unsubscribe");
        Check(broken, !html.Contains("reader.invalid", StringComparison.Ordinal), "the HTML part holds a mark");
        Check(broken, links.TrueForAll(link => Uri.TryCreate(link.Address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"), "a link is no web address");
        Check(broken, links.TrueForAll(link => link.Text.Length > 0), "a link without words");
        Check(broken, page.DocumentElement.GetAttribute("lang") is { Length: 2 } && page.DocumentElement.GetAttribute("dir") is "ltr" or "rtl", "lang or dir");
        Check(broken, page.QuerySelector("[role=article][lang][dir]") is not null, "lang and dir on the wrapper");
        Check(broken, page.QuerySelectorAll("h1").Length == 1 && page.QuerySelectorAll("h2").Length > 0, "headings");
        Check(broken, page.QuerySelectorAll("table").All(table => table.GetAttribute("role") == "presentation"), "a table that is announced as one");
        Check(broken, page.QuerySelector("img, script, link, iframe, form, object, svg, base, [src], [background]") is null, "something that is fetched or run");
        Check(broken, !page.All.Any(element => (element.GetAttribute("style") ?? "").Contains("rgb", StringComparison.Ordinal)), "a colour that Outlook does not know");
        Check(broken, page.QuerySelectorAll("p, h1, h2, a, td.day").All(element => element.HasAttribute("style")), "an element without styles of its own");
        return broken;
    }

    private static string Unsubscribe(MimeMessage message) => (message.Headers["List-Unsubscribe"] ?? "").Trim('<', '>');

    private static bool IsSafe(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback);

    private static void Check(List<string> broken, bool isKept, string rule)
    {
        if (!isKept)
        {
            broken.Add(rule);
        }
    }

    [GeneratedRegex(@"^<[a-z0-9-]+(\.[a-z0-9-]+)+>\z|^<[a-z0-9-]+\.localhost>\z")]
    private static partial Regex ListId();

    [GeneratedRegex(@"^[a-z0-9-]+-\d{8}T\d{9}Z:[a-z0-9-]+:digest:[a-z0-9-]{5,15}\z")]
    private static partial Regex FeedbackId();

    [GeneratedRegex("&(#\\d+|#x[0-9a-f]+|[a-z]{2,8});", RegexOptions.IgnoreCase)]
    private static partial Regex Entity();
}
