using AngleSharp.Html.Dom;
using SmartReader;

namespace Pipeline.Articles.Reading.Html;

/// <summary>The lines of the article in a page, without headline, navigation, forms and scripts. Nothing is fetched.</summary>
internal static class HtmlBody
{
    // Paths of real addresses such as /2019/43/ are taken for a date by the library, which then loses the text: it never sees them.
    private const string NeutralAddress = "https://page.invalid/";

    /// <summary>The lines of <paramref name="page"/>; empty where it has no article. The page is changed.</summary>
    public static IReadOnlyList<string> Of(IHtmlDocument page, CancellationToken cancellationToken)
    {
        return Read(page, cancellationToken);
    }

    private static IReadOnlyList<string> Read(IHtmlDocument page, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> lines = [];
        using var reader = new Reader(NeutralAddress, (IHtmlDocument)page.Clone()) { DisableJSONLD = true, ContinueIfNotReadable = true };
        reader.AddCustomOperationEnd(content => lines = HtmlText.Lines(content));
        var article = reader.GetArticleAsync(cancellationToken).GetAwaiter().GetResult();
        return article.Errors.Count > 0 || !article.Completed ? [] : lines;
    }
}
