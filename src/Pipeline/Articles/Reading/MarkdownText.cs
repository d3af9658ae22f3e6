using System.Globalization;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Pipeline.Articles.Reading;

/// <summary>Markdown as plain text: a line a block, without markup; numbers of lists are kept, since "12. Mai" may be a date.</summary>
internal sealed class MarkdownText
{
    // Lines longer than this are paragraphs of their own, not the wrapped lines of one.
    private const int WrapWidth = 100;

    private readonly StringBuilder _text = new();
    private readonly string _source;

    private MarkdownText(string source) => _source = source;

    /// <summary>The text.</summary>
    public string Text => _text.ToString().Trim('\n');

    /// <summary>The first heading of the first level where the text begins with it, or null.</summary>
    public string? FirstHeading { get; private init; }

    /// <summary>The plain text of <paramref name="document"/>, parsed from <paramref name="source"/>.</summary>
    public static MarkdownText Of(MarkdownDocument document, string source)
    {
        var heading = document.Count > 0 && document[0] is HeadingBlock { Level: 1 } first ? InlineText(first.Inline, ' ') : null;
        var text = new MarkdownText(source) { FirstHeading = string.IsNullOrWhiteSpace(heading) ? null : heading };
        text.AddBlocks(document);
        return text;
    }

    private void AddBlocks(ContainerBlock container)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case ListItemBlock item:
                    _text.Append(item.Order > 0 ? string.Create(CultureInfo.InvariantCulture, $"{item.Order}. ") : "");
                    AddBlocks(item);
                    break;
                case ContainerBlock inner:
                    AddBlocks(inner);
                    break;
                case HtmlBlock or LinkReferenceDefinition:
                    break;
                case LeafBlock { Inline: { } inline } leaf:
                    _text.Append(InlineText(inline, IsWrapped(leaf) ? ' ' : '\n')).Append("\n\n");
                    break;
                case LeafBlock leaf:
                    _text.Append(leaf.Lines.ToString()).Append("\n\n");
                    break;
            }
        }
    }

    private bool IsWrapped(LeafBlock leaf)
    {
        foreach (var line in _source.AsSpan(leaf.Span.Start, leaf.Span.Length).EnumerateLines())
        {
            if (line.Length > WrapWidth)
            {
                return false;
            }
        }

        return true;
    }

    private static string InlineText(ContainerInline? inlines, char softBreak)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines?.Descendants() ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case LineBreakInline line:
                    text.Append(line.IsHard ? '\n' : softBreak);
                    break;
            }
        }

        return text.ToString();
    }
}
