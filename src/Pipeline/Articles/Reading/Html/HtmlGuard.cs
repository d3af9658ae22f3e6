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
    public bool IsKept => !IsExceeded && IsWithin(_last);

    // A new element has no place and no attributes yet, so that the one before it is looked at: every element is the one before once.
    private void Watch(IElement element)
    {
        if (++_tags > options.MaxHtmlTags || !IsWithin(_last))
        {
            IsExceeded = true;
            parsing.Cancel();
        }

        _last = element;
    }

    private bool IsWithin(IElement? element)
    {
        var depth = 0;
        for (var at = element; at is not null; at = at.ParentElement)
        {
            if (++depth > options.MaxHtmlDepth)
            {
                return false;
            }
        }

        return element is null || element.Attributes.Length <= options.MaxHtmlAttributes;
    }
}
