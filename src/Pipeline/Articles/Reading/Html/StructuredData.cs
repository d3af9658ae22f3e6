using System.Text.Json;
using AngleSharp.Html.Dom;

namespace Pipeline.Articles.Reading.Html;

/// <summary>What a page says about itself in JSON-LD. Blocks that are broken, say a thing twice or nest too deep are passed over. Immutable.</summary>
internal sealed class StructuredData
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly IReadOnlyList<JsonElement> _things;

    private StructuredData(IReadOnlyList<JsonElement> things, bool isPartial)
    {
        _things = things;
        IsPartial = isPartial;
    }

    /// <summary>Whether a block was passed over.</summary>
    public bool IsPartial { get; }

    /// <summary>The data of <paramref name="page"/>.</summary>
    public static StructuredData Of(IHtmlDocument page)
    {
        var things = new List<JsonElement>();
        var isPartial = false;
        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json' i]"))
        {
            if (Parse(script.TextContent) is { } root)
            {
                Flatten(root, things);
            }
            else
            {
                isPartial |= !string.IsNullOrWhiteSpace(script.TextContent);
            }
        }

        // Articles first: a page also describes its site, its publisher and its neighbours.
        return new StructuredData([.. things.OrderByDescending(IsArticle)], isPartial);
    }

    /// <summary>The texts that the things on the page give for <paramref name="property"/>, articles first; names of people and organisations by their name.</summary>
    public IEnumerable<string> Texts(string property) => _things.Select(thing => Value(thing, property)).OfType<string>();

    /// <summary>The same, of articles alone.</summary>
    public IEnumerable<string> ArticleTexts(string property) => _things.TakeWhile(IsArticle).Select(thing => Value(thing, property)).OfType<string>();

    private static string? Value(JsonElement thing, string property)
    {
        try
        {
            return thing.TryGetProperty(property, out var value) ? TextOf(value) : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half of a pair ("\ud800") passes the parser and cannot be read as text.
        }
    }

    private static JsonElement? Parse(string json)
    {
        // Line ends within strings are what many systems write and JSON forbids.
        var text = json.Trim().TrimEnd(';').Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
        try
        {
            return JsonElement.Parse(text, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Flatten(JsonElement root, List<JsonElement> things)
    {
        var open = new Stack<JsonElement>([root]);
        while (open.TryPop(out var element))
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                things.Add(element);
                foreach (var property in element.EnumerateObject().Reverse())
                {
                    open.Push(property.Value);
                }
            }
            else if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray().Reverse())
                {
                    open.Push(item);
                }
            }
        }
    }

    private static bool IsArticle(JsonElement thing) =>
        Value(thing, "@type") is { } types && types.Split(", ").Any(name =>
            name.EndsWith("Article", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Posting", StringComparison.OrdinalIgnoreCase));

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object => value.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Array).Select(TextOf).OfType<string>())
            is { Length: > 0 } list ? list : null,
        _ => null,
    };
}
