using System.Text;
using System.Text.Json;
using Pipeline.Articles.Reading.Text;

namespace Pipeline.Articles.Reading.NewsItems;

/// <summary>
/// An article in JSON: schema.org (alone, in a list or in an <c>@graph</c>) and ninjs 1 to 3. Several articles become files. Two values for one key
/// are refused, for parsers differ in which of them counts. <paramref name="html"/> reads what markup the fields hold.
/// </summary>
internal sealed class NewsJsonReader(ITextReader html) : IFileReader
{
    private const string Format = "JSON";
    private const int MaxHead = 256;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64, CommentHandling = JsonCommentHandling.Disallow };

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> bytes)
    {
        // Zeros are the other halves of UTF-16: structure is ASCII in any encoding.
        Span<byte> head = stackalloc byte[MaxHead];
        var length = 0;
        foreach (var value in bytes[..Math.Min(bytes.Length, 4 * MaxHead)])
        {
            if (value is > (byte)' ' and < 0x80 && length < MaxHead)
            {
                head[length++] = value;
            }
        }

        head = head[..length];
        var last = bytes[^Math.Min(bytes.Length, MaxHead)..].TrimEnd(" \r\n\t\0"u8);
        return (head.StartsWith("{\""u8) && last.EndsWith("}"u8)) || (head.StartsWith("[{\""u8) && last.EndsWith("]"u8));
    }

    /// <inheritdoc/>
    public FormatOutcome Read(RawFile file, CancellationToken cancellationToken)
    {
        if (TextDecoder.Decode(file.Bytes.Span) is not { } decoded)
        {
            return Refuse(RejectionCode.Binary);
        }

        var json = JsonEscapes.Mend(decoded.Text.TrimStart('\uFEFF'), out var replaced);
        IReadOnlyList<ArticleWarning> warnings = [.. decoded.Warnings, .. replaced > 0 ? [ArticleWarning.ReplacedCharacters] : Array.Empty<ArticleWarning>()];
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var items = ItemsOf(document.RootElement, cancellationToken);
            return items.Count switch
            {
                0 => Refuse(RejectionCode.UnsupportedType, Format),
                1 => Read(items[0], warnings, cancellationToken),
                _ => new FormatOutcome.Files([.. items.Select((item, number) => Entry(file, item, number + 1))], warnings),
            };
        }
        catch (JsonException e)
        {
            var isTooDeep = e.Message.Contains("MaxDepth", StringComparison.Ordinal) || Depth(json) > Strict.MaxDepth;
            return isTooDeep ? Refuse(RejectionCode.TooComplex, Format) : Refuse(RejectionCode.Damaged);
        }
    }

    private static FormatOutcome.Refused Refuse(RejectionCode code, string detail = "") => new(new Rejection(code, detail));

    // The deepest level before the parser gave up, without regard to brackets in strings: a limit needs no more.
    private static int Depth(string json)
    {
        int depth = 0, deepest = 0;
        foreach (var c in json)
        {
            depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    private static RawFile Entry(RawFile file, JsonElement item, int number) => file with
    {
        Name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file.Name}!/{number}.json"),
        Bytes = Encoding.UTF8.GetBytes(item.GetRawText()),
    };

    // A list, a graph, or one: no deeper, since an article mentions others.
    private static List<JsonElement> ItemsOf(JsonElement root, CancellationToken cancellationToken)
    {
        var found = new List<JsonElement>();
        foreach (var element in Several(root))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var candidates = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("@graph", out var graph) ? Several(graph) : [element];
            found.AddRange(candidates.Where(item => SchemaOrgItem.IsArticle(item) || NinjsItem.IsItem(item)));
        }

        return found;
    }

    private static List<JsonElement> Several(JsonElement element) => element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [element];

    private FormatOutcome Read(JsonElement item, IReadOnlyList<ArticleWarning> warnings, CancellationToken cancellationToken)
    {
        var (body, candidates) = SchemaOrgItem.IsArticle(item) ? SchemaOrgItem.Read(item) : NinjsItem.Read(item);
        var (text, refusal) = MarkupText.Of(body ?? "", html, cancellationToken);
        if (refusal is not null)
        {
            return new FormatOutcome.Refused(refusal);
        }

        return string.IsNullOrWhiteSpace(text)
            ? Refuse(RejectionCode.NoArticle)
            : new FormatOutcome.Parts { Body = text, Candidates = candidates, Warnings = warnings };
    }
}
