using System.Net;

namespace Pipeline.Articles.Reading.NewsItems;

/// <summary>The text of a field that may hold HTML: read by the reader of pages where it has markup, left as it is otherwise.</summary>
internal static class MarkupText
{
    /// <summary>The text of <paramref name="value"/>; empty where it has none, or a refusal of the page reader.</summary>
    public static (string Text, Rejection? Refusal) Of(string value, ITextReader html, CancellationToken cancellationToken)
    {
        if (!HasMarkup(value))
        {
            return (value.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(value) : value, null);
        }

        // The page reader drops a headline within the article, and anything beside it: only what is in this field goes in.
        return html.Read($"<html><body><article>{value}</article></body></html>", cancellationToken) switch
        {
            FormatOutcome.Parts parts => (parts.Body, null),
            FormatOutcome.Refused { Reason.Code: not RejectionCode.NoArticle } refused => ("", refused.Reason),
            _ => ("", null),
        };
    }

    private static bool HasMarkup(string value)
    {
        for (var at = value.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < value.Length; at = value.IndexOf('<', at + 1))
        {
            if (char.IsAsciiLetter(value[at + 1]) || value[at + 1] is '/' or '!')
            {
                return true;
            }
        }

        return false;
    }
}
