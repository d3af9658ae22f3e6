using System.Xml.Linq;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Articles.Reading.NewsItems;

/// <summary>An article in NITF (https://iptc.org/standards/nitf), alone or within NewsML-G2.</summary>
internal static class NitfItem
{
    /// <summary>The body and what is said about it.</summary>
    public static (string? Body, IReadOnlyList<MetadataCandidate> Candidates) Read(XElement nitf)
    {
        var head = nitf.Find("head");
        var body = nitf.Find("body");
        var bodyHead = body.Find("body.head");
        var publication = head.Find("pubdata");
        return (body.Find("body.content")?.BlockText(), MetadataCandidates.Of(
        [
            (MetadataField.Title, MetadataSource.NewsItem, bodyHead.Find("hedline", "hl1").Line() ?? head.Find("title").Line()),
            (MetadataField.Author, MetadataSource.NewsItem, bodyHead.Find("byline", "person").Line() ?? bodyHead.Find("byline").Line()),
            (MetadataField.Published, MetadataSource.NewsItem, DateOf(head.Find("docdata", "date.issue"), "norm")),
            (MetadataField.Published, MetadataSource.NewsItem, DateOf(head.Find("docdata", "date.release"), "norm")),
            (MetadataField.Published, MetadataSource.NewsItem, DateOf(publication, "date.publication")),
            (MetadataField.Published, MetadataSource.NewsItem, DateOf(bodyHead.Find("dateline", "story.date"), "norm")),
            (MetadataField.SourceName, MetadataSource.NewsItem, (string?)publication?.Attribute("name") ?? bodyHead.Find("distributor").Line()),
            (MetadataField.SourceUrl, MetadataSource.NewsItem, (string?)publication?.Attribute("ex-ref")),
            (MetadataField.Section, MetadataSource.NewsItem, (string?)publication?.Attribute("position.section")),
        ]));
    }

    // "20260304T101500+0100" is how NITF writes an instant; the day is in its first digits.
    private static string? DateOf(XElement? element, string attribute)
    {
        var value = (string?)element?.Attribute(attribute);
        return value is { Length: > 8 } && value.AsSpan(0, 8).IndexOfAnyExceptInRange('0', '9') < 0 ? Extended(value) : value;
    }

    private static string Extended(string basic)
    {
        var date = $"{basic[..4]}-{basic[4..6]}-{basic[6..8]}";
        if (basic.Length < 15 || basic[8] != 'T' || basic.AsSpan(9, 6).IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return date;
        }

        var zone = basic[15..] is { Length: 5 } offset ? $"{offset[..3]}:{offset[3..]}" : basic[15..];
        return $"{date}T{basic[9..11]}:{basic[11..13]}:{basic[13..15]}{zone}";
    }
}
