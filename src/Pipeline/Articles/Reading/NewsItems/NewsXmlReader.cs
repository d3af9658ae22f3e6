using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Pipeline.Articles.Reading.Text;

namespace Pipeline.Articles.Reading.NewsItems;

/// <summary>
/// NewsML-G2 (<c>newsItem</c>, <c>newsMessage</c>) and NITF (IPTC, https://iptc.org/standards). Document types and entities are refused, for they can
/// read other files or grow without end; depth and elements are counted before anything is built. Several items become files.
/// </summary>
internal sealed class NewsXmlReader(NewsXmlOptions options) : IFileReader
{
    private const int MaxHead = 4_096;

    private static readonly SearchValues<char> EndsOfName = SearchValues.Create(" \t\r\n/>");
    private static readonly HashSet<string> Roots = new(StringComparer.Ordinal) { "newsItem", "newsMessage", "packageItem", "nitf" };

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> bytes)
    {
        // Zeros are the other halves of UTF-16: the root's name is ASCII in any encoding.
        var head = new StringBuilder(MaxHead);
        foreach (var value in bytes[..Math.Min(bytes.Length, 2 * MaxHead)])
        {
            if (value is > 0 and < 0x80)
            {
                head.Append((char)value);
            }
        }

        return RootOf(head.ToString().TrimStart()) is { } root && Roots.Contains(root);
    }

    /// <inheritdoc/>
    public FormatOutcome Read(RawFile file, CancellationToken cancellationToken)
    {
        if (TextDecoder.Decode(file.Bytes.Span) is not { } decoded)
        {
            return Refuse(RejectionCode.Binary);
        }

        var xml = decoded.Text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        try
        {
            if (!KeepsWithinLimits(xml, cancellationToken))
            {
                return Refuse(RejectionCode.TooComplex, "XML");
            }

            using var reader = Open(xml);
            return ReadItems(file, XElement.Load(reader), decoded.Warnings);
        }
        catch (XmlException)
        {
            // The reader says no more than that about a document type; it stands before the root.
            return Refuse(xml.AsSpan(0, Math.Min(xml.Length, MaxHead)).Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)
                ? RejectionCode.UnsafeXml
                : RejectionCode.Damaged);
        }
    }

    private static FormatOutcome.Refused Refuse(RejectionCode code, string detail = "") => new(new Rejection(code, detail));

    private static XmlReader Open(string xml) => XmlReader.Create(
        new StringReader(xml),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });

    // The local name of the first element, behind declarations, comments and a document type with what it declares.
    private static string? RootOf(string xml)
    {
        for (var at = xml.StartsWith('<') ? 0 : -1; at >= 0 && at + 1 < xml.Length; at = xml.IndexOf('<', at + 1))
        {
            if (!char.IsAsciiLetter(xml[at + 1]))
            {
                continue;
            }

            var end = xml.AsSpan(at).IndexOfAny(EndsOfName);
            var name = end < 0 ? "" : xml[(at + 1)..(at + end)];
            return name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }

        return null;
    }

    private bool KeepsWithinLimits(string xml, CancellationToken cancellationToken)
    {
        using var reader = Open(xml);
        var elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && (++elements > options.MaxElements || reader.Depth > options.MaxDepth))
            {
                return false;
            }

            if (elements % 1_000 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return true;
    }

    private static FormatOutcome ReadItems(RawFile file, XElement root, IReadOnlyList<ArticleWarning> warnings)
    {
        var items = root.Name.LocalName == "newsMessage" ? [.. root.DescendantsNamed("newsItem")] : new List<XElement> { root };
        return items.Count switch
        {
            0 => Refuse(RejectionCode.NoArticle),
            1 => Read(items[0], warnings),
            _ => new FormatOutcome.Files([.. items.Select((item, number) => Entry(file, item, number + 1))], warnings),
        };
    }

    private static RawFile Entry(RawFile file, XElement item, int number) => file with
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{file.Name}!/{number}.xml"),
        Bytes = Encoding.UTF8.GetBytes(item.ToString(SaveOptions.DisableFormatting)),
    };

    private static FormatOutcome Read(XElement item, IReadOnlyList<ArticleWarning> warnings)
    {
        var (body, candidates) = item.Name.LocalName == "nitf" ? NitfItem.Read(item) : NewsMlItem.Read(item);
        return string.IsNullOrWhiteSpace(body)
            ? Refuse(RejectionCode.NoArticle)
            : new FormatOutcome.Parts { Body = body, Candidates = candidates, Warnings = warnings };
    }
}
