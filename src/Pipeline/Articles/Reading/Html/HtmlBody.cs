using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SmartReader;

namespace Pipeline.Articles.Reading.Html;

/// <summary>The lines of the article in a page, without headline, navigation, forms and scripts. Nothing is fetched.</summary>
internal static class HtmlBody
{
    // Paths of real addresses such as /2019/43/ are taken for a date by the library, which then loses the text: it never sees them.
    private const string NeutralAddress = "https://page.invalid/";

    // Where the library takes less than this share of what an element marked as the article holds, it took a teaser.
    private const double MinShare = 0.2;

    // Where less than this is left of the text, what was taken out was no surrounding.
    private const double MinTidyShare = 0.7;

    private const double MinWrapperShare = 0.5;
    private const int MinWrapped = 1_000;

    private const int MinProse = 80;
    private const double MinLinkShare = 0.8;
    private const int MinLinks = 3;

    // What stands around an article even within its own element, by the names that stylesheets give it.
    private const string Frame =
        "script, style, noscript, template, nav, form, iframe, object, svg, button, select, dialog, footer, [hidden], [aria-hidden='true'], [role='navigation'], [role='dialog']";

    private static readonly Regex Around = new(
        @"(^|[-_\s])(related|share|sharing|shares|social|newsletter|subscribe|subscription|comments?|commentlist|disqus|sidebar|widget|breadcrumbs?|cookies?|consent|gdpr|"
        + @"promo|advert|advertisement|ads?|adslot|teaser|recommend|recommended|recommendations|paywall|tags|taglist|pagination|pager|outbrain|taboola|popup|modal|"
        + @"jp-relatedposts|sharedaddy|authorbox|author-bio|author-box|about-author|post-navigation|nav|navigation|menu|toolbar|print|caption|wp-caption-text|copyright|byline|meta|entry-meta|post-meta)([-_\s]|$)",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly HashSet<string> Places = new(StringComparer.OrdinalIgnoreCase) { "div", "section", "aside", "ul", "ol", "p", "span", "header", "dl", "table", "figcaption" };

    /// <summary>
    /// The lines of <paramref name="page"/>, at least <paramref name="minCharacters"/> of them; empty where it has no article. Lines for which
    /// <paramref name="isNothing"/> holds are passed over where the page has others. The page is changed.
    /// </summary>
    public static IReadOnlyList<string> Of(IHtmlDocument page, int minCharacters, Func<IReadOnlyList<string>, bool> isNothing, CancellationToken cancellationToken)
    {
        Unwrap(page);
        bool Is(IReadOnlyList<string> lines) => Length(lines) >= minCharacters && !isNothing(lines);
        var whole = Read(page, cancellationToken);
        TakeOutSurroundings(page);
        var tidy = Read(page, cancellationToken);
        var found = Prose(tidy) >= Prose(whole) * MinTidyShare ? tidy : whole;
        var marked = Marked(page);
        return Is(found) && Length(found) >= Length(marked) * MinShare ? found
            : Is(marked) ? marked
            : Is(whole) ? whole
            : found;
    }

    // A form around the whole page, or a <noscript> that was never closed, is no surrounding; one that asks for JavaScript is short.
    private static void Unwrap(IHtmlDocument page)
    {
        var total = page.Body?.TextContent.Length ?? 0;
        foreach (var wrapper in page.QuerySelectorAll("noscript, form").Where(element => element.TextContent.Length > Math.Max(total * MinWrapperShare, MinWrapped)).ToList())
        {
            wrapper.Replace([.. wrapper.ChildNodes]);
        }
    }

    private static IReadOnlyList<string> Read(IHtmlDocument page, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> lines = [];
        using var reader = new Reader(NeutralAddress, (IHtmlDocument)page.Clone()) { DisableJSONLD = true, ContinueIfNotReadable = true };
        reader.AddCustomOperationEnd(content => lines = HtmlText.Lines(content));
        var article = reader.GetArticleAsync(cancellationToken).GetAwaiter().GetResult();
        return article.Errors.Count > 0 || !article.Completed ? [] : lines;
    }

    // What bears such a name and holds a large part of the text is the page itself ("content-with-sidebar").
    private static void TakeOutSurroundings(IHtmlDocument page)
    {
        foreach (var silent in page.QuerySelectorAll("script, style, noscript, template, figure, figcaption").ToList())
        {
            silent.Remove();
        }

        var total = page.Body?.TextContent.Length ?? 0;
        foreach (var element in page.QuerySelectorAll("[class], [id]").ToList())
        {
            if (Places.Contains(element.LocalName) && Around.IsMatch(element.ClassName + " " + element.Id)
                && element.TextContent.Length < total * MinShare)
            {
                element.Remove();
            }
        }

        foreach (var list in page.QuerySelectorAll("ul, ol").Where(IsMenu).ToList())
        {
            list.Remove();
        }
    }

    private static bool IsMenu(IElement list)
    {
        var links = list.QuerySelectorAll("a");
        return links.Length >= MinLinks && links.Sum(link => link.TextContent.Trim().Length) >= MinLinkShare * HtmlText.Collapse(list.TextContent).Length;
    }

    private static IReadOnlyList<string> Marked(IHtmlDocument page)
    {
        foreach (var element in page.QuerySelectorAll(Frame).ToList())
        {
            element.Remove();
        }

        var root = page.QuerySelector("[itemprop='articleBody' i]") ?? page.QuerySelectorAll("article").MaxBy(article => article.TextContent.Length)
            ?? page.QuerySelector("main") ?? page.Body;
        root?.QuerySelector("h1")?.Remove();
        return root is null ? [] : HtmlText.Lines(root);
    }

    // Lines long enough to be sentences; menus are long by their number.
    private static int Prose(IReadOnlyList<string> lines) => lines.Where(line => line.Length >= MinProse).Sum(line => line.Length);

    private static int Length(IReadOnlyList<string> lines) => lines.Sum(line => line.Length);
}
