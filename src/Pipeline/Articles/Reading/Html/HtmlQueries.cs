using AngleSharp.Html.Dom;

namespace Pipeline.Articles.Reading.Html;

/// <summary>Questions that are asked of pages again and again.</summary>
internal static class HtmlQueries
{
    /// <summary>The content of the first meta tag that is named <paramref name="name"/>, by name or property, and says anything.</summary>
    public static string? Meta(this IHtmlDocument page, string name) => page.Metas(name).FirstOrDefault();

    /// <summary>The contents of all such tags.</summary>
    public static IEnumerable<string> Metas(this IHtmlDocument page, string name) =>
        page.QuerySelectorAll($"meta[property='{name}' i], meta[name='{name}' i]").Select(meta => meta.GetAttribute("content")).Where(HasWords).Select(value => value!.Trim());

    /// <summary>The attributes called <paramref name="attribute"/> of what <paramref name="selector"/> finds.</summary>
    public static IEnumerable<string> Attributes(this IHtmlDocument page, string selector, string attribute) =>
        page.QuerySelectorAll(selector).Select(element => element.GetAttribute(attribute)).Where(HasWords).Select(value => value!.Trim());

    private static bool HasWords(string? value) => !string.IsNullOrWhiteSpace(value);
}
