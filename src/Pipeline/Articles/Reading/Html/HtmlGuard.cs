using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Pipeline.Articles.Reading.Html;

/// <summary>
/// Watches a page while it is parsed and stops the parser at the first element beyond the limits: a megabyte of nested elements keeps a parser busy
/// for half a minute. A scan before the parser would have to know scripts, comments and quotes exactly as the parser does, or be fooled by them.
/// One for each page.
/// </summary>
internal sealed class HtmlGuard(ReadingOptions options, CancellationTokenSource parsing)
{
    private int _tags;
    private IElement? _last;

    /// <summary>Whether the page went beyond a limit.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>A parser that is watched.</summary>
    public HtmlParser Parser() => new(new HtmlParserOptions { IsScripting = false, OnCreated = (element, _) => Watch(element) });

    /// <summary>Whether the deepest end of the parsed page keeps within the limit too.</summary>
    public bool IsKept => !IsExceeded && !IsTooDeep(_last);

    // A new element has no place yet, so that the depth of the one before it is looked at: every element is the one before once.
    private void Watch(IElement element)
    {
        if (++_tags > options.MaxHtmlTags || element.Attributes.Length > options.MaxHtmlAttributes || IsTooDeep(_last))
        {
            IsExceeded = true;
            parsing.Cancel();
        }

        _last = element;
    }

    private bool IsTooDeep(INode? node)
    {
        var depth = 0;
        for (; node is not null; node = node.Parent)
        {
            if (++depth > options.MaxHtmlDepth)
            {
                return true;
            }
        }

        return false;
    }
}
