using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pipeline.Articles.Reading;

/// <summary>The lines between two <c>---</c> at the head of a file: keys in lower case, and their single values.</summary>
internal sealed class FrontMatter
{
    private const string Fence = "---";
    private const int MaxLines = 200;
    private const int MaxCharacters = 20_000;

    private static readonly HashSet<string> CoreTags =
        [.. ((string[])["str", "int", "float", "bool", "null", "timestamp", "seq", "map"]).Select(name => "tag:yaml.org,2002:" + name)];

    private readonly Dictionary<string, string> _values;

    private FrontMatter(Dictionary<string, string> values, string body, ArticleWarning? warning)
    {
        _values = values;
        Body = body;
        Warning = warning;
    }

    /// <summary>What follows the front matter.</summary>
    public string Body { get; }

    /// <summary>
    /// <see cref="ArticleWarning.RepairedFrontMatter"/> where it was no YAML and was read as <c>key: rest of line</c>,
    /// <see cref="ArticleWarning.FrontMatterIgnored"/> where values were left aside, or null.
    /// </summary>
    public ArticleWarning? Warning { get; }

    /// <summary>The value of the first of <paramref name="keys"/> that is there and not blank, or null.</summary>
    public string? Find(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (_values.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value))
            {
                return value.Trim();
            }
        }

        return null;
    }

    /// <summary>The front matter of <paramref name="text"/>, or null where it has none.</summary>
    public static FrontMatter? Of(string text)
    {
        var lines = text.TrimStart().Split('\n', MaxLines + 2);
        if (lines[0].TrimEnd() != Fence)
        {
            return null;
        }

        var close = Array.FindIndex(lines, 1, Math.Min(lines.Length - 1, MaxLines), line => line.TrimEnd() is Fence or "...");
        var block = close > 0 ? lines[1..close] : [];
        if (close < 0 || block.Sum(line => line.Length) > MaxCharacters || !block.Any(IsEntry))
        {
            return null;
        }

        var body = string.Join('\n', lines[(close + 1)..]);
        return ReadYaml(string.Join('\n', block)) is var (values, isWhole)
            ? new(values, body, isWhole ? null : ArticleWarning.FrontMatterIgnored)
            : new(ReadLines(block), body, ArticleWarning.RepairedFrontMatter);
    }

    private static bool IsEntry(string line) => line.IndexOf(':', StringComparison.Ordinal) > 0;

    // The events of the parser, not its object model: nothing is built, and nesting cannot overflow the stack. Aliases, which can grow without
    // end, and values of types that are not YAML's own are left aside.
    private static (Dictionary<string, string> Values, bool IsWhole)? ReadYaml(string block)
    {
        var isWhole = true;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var parser = new Parser(new StringReader(block));
            var depth = 0;
            string? key = null;
            while (parser.MoveNext())
            {
                isWhole &= parser.Current is not AnchorAlias && !IsForeign(parser.Current);
                switch (parser.Current)
                {
                    case Scalar scalar when depth == 1 && key is null:
                        key = scalar.Value;
                        break;
                    case Scalar scalar when depth == 1 && key is not null:
                        if (!IsForeign(scalar))
                        {
                            values[key.ToLowerInvariant()] = scalar.Value;
                        }

                        key = null;
                        break;
                    case MappingStart or SequenceStart:
                        depth++;
                        break;
                    case MappingEnd or SequenceEnd:
                        depth--;
                        key = depth == 1 ? null : key;
                        break;
                    case AnchorAlias when depth == 1:
                        key = null;
                        break;
                }
            }

            return (values, isWhole);
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException or FormatException)
        {
            // "title: OpenAI: la fuite" is what editors write and YAML refuses; for "{#]" and "!| " the parser throws what is no YamlException.
            return null;
        }
    }

    private static bool IsForeign(ParsingEvent? node) =>
        node is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag } && !CoreTags.Contains(tag.Value);

    private static Dictionary<string, string> ReadLines(string[] block)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in block.Where(IsEntry))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            values[line[..colon].Trim().ToLowerInvariant()] = line[(colon + 1)..].Trim().Trim('"', '\'');
        }

        return values;
    }
}
