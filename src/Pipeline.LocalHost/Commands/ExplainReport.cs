using Pipeline.Articles;
using Pipeline.Extraction;
using Pipeline.Extraction.Explanation;
using Spectre.Console;

namespace Pipeline.LocalHost.Commands;

/// <summary>An explanation as two tables for the terminal: the expressions, then the events.</summary>
internal sealed class ExplainReport(Article article, ArticleExplanation explanation, Terminal terminal)
{
    private static readonly Style s_dropped = new(Color.Grey);

    public void Show()
    {
        var expressions = Make("words", "value", "rule", "anchor", "tense", "outcome", "warnings");
        foreach (var row in explanation.Timexes)
        {
            var style = row.Outcome is TimexOutcome.Dropped ? s_dropped : Style.Plain;
            Add(
                expressions, style,
                WordsAt(row.Timex.Span), row.Timex.Value, row.Timex.Rule, ExplainWords.Of(row.Timex.Anchor), ExplainWords.Of(row.Tense),
                ExplainWords.Of(row.Outcome, explanation.Events), ExplainWords.Warnings(row.Timex.Warnings));
        }

        terminal.Show(Plain(ExplainWords.Heading(article, explanation)), new Text(""));
        terminal.Show($"{explanation.Timexes.Count} expressions", expressions);
        var events = Make("event", "date", "status", "headline", "evidence", "confidence", "warnings");
        foreach (var (index, row) in explanation.Events.Index())
        {
            Add(
                events, Style.Plain,
                $"{index + 1}", ExplainWords.Date(row.Event), ExplainWords.Of(row.Event.Status), row.Event.Headline, WordsAt(row.Event.Evidence),
                ExplainWords.Confidence(row), ExplainWords.Warnings(row.Event.Warnings));
        }

        terminal.Show($"{explanation.Events.Count} events", events);
    }

    private static void Add(Table table, Style style, params IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(Plain(cell), style)));

    private Table Make(params IEnumerable<string> columns)
    {
        var table = new Table { Border = terminal.IsPlain ? TableBorder.Simple : TableBorder.Rounded };
        return table.AddColumns([.. columns.Select(name => new TableColumn(name))]);
    }

    /// <summary>On one line, without characters that would steer a terminal.</summary>
    private static string Plain(string words) => string.Concat(words.Select(c => char.IsWhiteSpace(c) ? ' ' : char.IsControl(c) ? '\ufffd' : c));

    private string WordsAt(TextSpan span) => span.In(article.Text);
}
