using System.Globalization;
using System.Text;
using Pipeline.Articles;
using Pipeline.Digest.Rendering;
using Pipeline.Extraction;
using Pipeline.Extraction.Explanation;

namespace Pipeline.Receipts;

/// <summary>
/// The text of an article with its evidence and dates marked, each sentence linked with its event. Made here and not in a template, whose loops are
/// limited: everything of the article is escaped at one place, <see cref="Append"/>. Not thread-safe.
/// </summary>
internal sealed class ArticleMarkup
{
    private readonly StringBuilder _html = new();
    private readonly HashSet<int> _anchored = [];
    private readonly Strings _strings;
    private readonly DateWriter _dates;
    private readonly string _text;
    private readonly List<Timex> _expressions;

    // The events whose sentences are shown, each with its number on the page.
    private readonly List<(int Number, TextSpan Evidence)> _events;

    /// <summary>Marks the beginning of <paramref name="article"/>, up to <paramref name="maxCharacters"/>.</summary>
    public ArticleMarkup(Article article, ExtractionResult found, Strings strings, int maxCharacters)
    {
        _strings = strings;
        _dates = new DateWriter(strings);
        _text = Beginning(article.Text, maxCharacters);
        IsCut = _text.Length < article.Text.Length;
        _expressions = [.. found.Timexes.Where(timex => timex.Date is not null && timex.Span.End <= _text.Length)];
        _events = [.. found.Events.Select((told, index) => (index + 1, told.Evidence)).Where(told => told.Evidence.End <= _text.Length)];
        Write();
    }

    /// <summary>Whether the end of the text is left out.</summary>
    public bool IsCut { get; }

    /// <summary>The markup.</summary>
    public RawHtml Html => new(_html.ToString());

    /// <summary>Whether the sentence of the event of this number, from 1, can be reached.</summary>
    public bool Reaches(int number) => _anchored.Contains(number);

    private static string Beginning(string text, int maxCharacters)
    {
        if (text.Length <= maxCharacters)
        {
            return text;
        }

        var line = text.LastIndexOf('\n', maxCharacters - 1);
        return text[..(line > 0 ? line : char.IsLowSurrogate(text[maxCharacters]) ? maxCharacters - 1 : maxCharacters)];
    }

    private void Write()
    {
        var paragraphIsOpen = false;
        foreach (var piece in MarkedText.Cut(_text.Length, [.. _expressions.Select(timex => timex.Span)], [.. _events.Select(told => told.Evidence)]))
        {
            foreach (var (line, isFirst, isLast) in Lines(piece.Span.In(_text)))
            {
                if (!isFirst && paragraphIsOpen)
                {
                    _html.Append("</p>\n");
                    paragraphIsOpen = false;
                }

                if (string.IsNullOrWhiteSpace(line) && !paragraphIsOpen)
                {
                    continue;
                }

                _html.Append(paragraphIsOpen ? "" : "<p>");
                paragraphIsOpen = true;
                WritePiece(line, piece, isLast);
            }
        }

        _html.Append(paragraphIsOpen ? "</p>" : "");
    }

    private static IEnumerable<(string Line, bool IsFirst, bool IsLast)> Lines(string text)
    {
        var lines = text.Split('\n');
        return lines.Select((line, index) => (line, index == 0, index == lines.Length - 1));
    }

    private void WritePiece(string text, MarkedPiece piece, bool isLast)
    {
        foreach (var number in piece.Evidence.Select(index => _events[index].Number).Where(_anchored.Add))
        {
            _html.Append(CultureInfo.InvariantCulture, $"<span id=\"s{number}\"></span>");
        }

        _html.Append(piece.Evidence.Count > 0 ? "<span class=\"evidence\">" : "");
        if (piece.Expression is { } expression)
        {
            _html.Append("<mark title=\"");
            Append(_dates.WriteFull(_expressions[expression].Date!.Value));
            _html.Append("\">");
            Append(text);
            _html.Append("</mark>");
        }
        else
        {
            Append(text);
        }

        _html.Append(piece.Evidence.Count > 0 ? "</span>" : "");
        foreach (var told in isLast ? piece.Evidence.Select(index => _events[index]).Where(told => told.Evidence.End == piece.Span.End) : [])
        {
            WriteReference(told.Number);
        }
    }

    private void WriteReference(int number)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<a class=\"ref\" href=\"#e{number}\" lang=\"{_strings.Language}\" aria-label=\"");
        Append(_strings.Text("receipt.number", ("number", number.ToString(CultureInfo.InvariantCulture))));
        _html.Append(CultureInfo.InvariantCulture, $"\">{number}</a>");
    }

    private void Append(string text) => _html.Append(HtmlTemplateContext.Escape(VisibleText.Of(text)));
}
