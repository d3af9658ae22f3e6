using System.ComponentModel.DataAnnotations;

namespace Pipeline.Articles.Reading.NewsItems;

/// <summary>Limits of reading NewsML-G2 and NITF. Section <c>Reading:NewsXml</c>.</summary>
public sealed class NewsXmlOptions
{
    /// <summary>Levels of nested elements. Default 256 (real items have about 20); 16 to 2,000.</summary>
    [Range(16, 2_000)]
    public int MaxDepth { get; set; } = 256;

    /// <summary>Elements of one file. Default 200,000; 100 to 10,000,000.</summary>
    [Range(100, 10_000_000)]
    public int MaxElements { get; set; } = 200_000;
}
