using System.ComponentModel.DataAnnotations;

namespace Pipeline.Articles.Reading;

/// <summary>Limits on office documents and RTF. Section <c>Reading:Document</c>.</summary>
public sealed class DocumentOptions
{
    /// <summary>Levels of nested XML elements or RTF groups. Default 256 (Word writes about 30); 16 to 5,000.</summary>
    [Range(16, 5_000)]
    public int MaxDepth { get; set; } = 256;

    /// <summary>XML elements in one part of a document. Default 2,000,000 (a word takes about four); 100 to 20,000,000.</summary>
    [Range(100, 20_000_000)]
    public int MaxElements { get; set; } = 2_000_000;

    /// <summary>Bytes that one XML part of a document may unpack to. Default 20,000,000; 1,000 to 200,000,000.</summary>
    [Range(1_000, 200_000_000)]
    public int MaxPartBytes { get; set; } = 20_000_000;
}
