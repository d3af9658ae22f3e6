using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Pipeline.Articles;
using Pipeline.Extraction.Explanation;

namespace Pipeline.LocalHost.Commands;

/// <summary>An explanation as one page that needs nothing else: the article with its highlights, then the tables. Everything of the article is escaped.</summary>
internal sealed class ExplainPage(Article article, ArticleExplanation explanation)
{
    private const string Head = """
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="color-scheme" content="light dark">
        <style>
        :root { color-scheme: light dark; --line: #bbb; --evidence: #eef4ff; --made: #b9e8c4; --dropped: #ffe2b8; }
        @media (prefers-color-scheme: dark) { :root { --line: #555; --evidence: #1c2a44; --made: #1f5b31; --dropped: #6b4a12; } }
        body { font: 1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        article { white-space: pre-wrap; overflow-wrap: anywhere; }
        .evidence { background: var(--evidence); border-bottom: 1px solid var(--line); }
        mark { color: inherit; border-radius: .2em; background: var(--made); }
        mark.dropped { background: var(--dropped); text-decoration: line-through dotted; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .9rem; width: 100%; }
        th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        </style>
        """;

    /// <summary>Accents stay readable; what has a meaning in HTML, and every control character, does not.</summary>
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _html = new();

    public string Write()
    {
        var heading = Encode(ExplainWords.Heading(article, explanation));
        _html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n{Head}\n<title>{heading}</title>\n</head>\n<body>\n<h1>{heading}</h1>\n");
        _html.Append(CultureInfo.InvariantCulture, $"<article lang=\"{Encode(article.Language)}\">");
        WriteArticle();
        _html.Append("</article>\n");
        WriteExpressions();
        WriteEvents();
        return _html.Append("</body>\n</html>\n").ToString();
    }

    private static string Encode(string text) => s_encoder.Encode(text);

    private void WriteArticle()
    {
        var pieces = MarkedText.Cut(
            article.Text.Length, [.. explanation.Timexes.Select(row => row.Timex.Span)], [.. explanation.Events.Select(row => row.Event.Evidence)]);
        foreach (var piece in pieces)
        {
            var expression = piece.Expression is { } index ? explanation.Timexes[index] : null;
            WritePiece(piece.Span.In(article.Text), expression, [.. piece.Evidence.Select(number => explanation.Events[number])]);
        }
    }

    private void WritePiece(string text, ExplainedTimex? expression, List<ExplainedEvent> evidence)
    {
        if (evidence.Count > 0)
        {
            var title = "evidence of event " + string.Join(", ", evidence.Select(row => ExplainWords.NumberOf(row.Event, explanation.Events)));
            _html.Append(CultureInfo.InvariantCulture, $"<span class=\"evidence\" title=\"{Encode(title)}\">");
        }

        if (expression is not null)
        {
            var name = expression.Outcome is TimexOutcome.Made ? "made" : "dropped";
            var title = $"{expression.Timex.Value}: {ExplainWords.Of(expression.Outcome, explanation.Events)} (rule {expression.Timex.Rule})";
            _html.Append(CultureInfo.InvariantCulture, $"<mark class=\"{name}\" title=\"{Encode(title)}\">");
        }

        _html.Append(Encode(text)).Append(expression is null ? "" : "</mark>").Append(evidence.Count > 0 ? "</span>" : "");
    }

    private void WriteExpressions() => WriteTable(
        "Expressions", ["words", "value", "rule", "anchor", "tense", "outcome", "warnings"], explanation.Timexes.Select(row => (IEnumerable<string>)
        [
            row.Timex.Span.In(article.Text), row.Timex.Value, row.Timex.Rule, ExplainWords.Of(row.Timex.Anchor), ExplainWords.Of(row.Tense),
            ExplainWords.Of(row.Outcome, explanation.Events), ExplainWords.Warnings(row.Timex.Warnings),
        ]));

    private void WriteEvents() => WriteTable(
        "Events", ["event", "date", "status", "headline", "evidence", "confidence", "warnings"], explanation.Events.Select((row, index) => (IEnumerable<string>)
        [
            $"{index + 1}", ExplainWords.Date(row.Event), ExplainWords.Of(row.Event.Status), row.Event.Headline, row.Event.Evidence.In(article.Text),
            ExplainWords.Confidence(row), ExplainWords.Warnings(row.Event.Warnings),
        ]));

    private void WriteTable(string title, string[] columns, IEnumerable<IEnumerable<string>> rows)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>\n<div class=\"scroll\"><table>\n<thead><tr>");
        _html.AppendJoin("", columns.Select(name => $"<th scope=\"col\">{name}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            _html.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Encode(cell)}</td>")).Append("</tr>\n");
        }

        _html.Append("</tbody>\n</table></div>\n");
    }
}
