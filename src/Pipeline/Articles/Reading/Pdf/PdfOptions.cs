using System.ComponentModel.DataAnnotations;

namespace Pipeline.Articles.Reading.Pdf;

/// <summary>Limits of reading PDF. Section <c>Reading:Pdf</c>.</summary>
public sealed class PdfOptions
{
    /// <summary>Pages that are read; of a longer document, the rest is left out with a warning. Default 100; 1 to 5,000.</summary>
    [Range(1, 5_000)]
    public int MaxPages { get; set; } = 100;

    /// <summary>Letters of a page that are read; a page with more is left out with a warning. Default 100,000 (a newspaper page has 30,000); 1,000 to 1,000,000.</summary>
    [Range(1_000, 1_000_000)]
    public int MaxLettersPerPage { get; set; } = 100_000;

    /// <summary>Seconds that reading a document may take. Default 30 (the slowest of 262 measured takes 5.4); 1 to 600.</summary>
    [Range(1, 600)]
    public int MaxSeconds { get; set; } = 30;
}
