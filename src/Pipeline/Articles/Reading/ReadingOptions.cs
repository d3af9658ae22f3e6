using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Pipeline.Articles.Reading.Archives;
using Pipeline.Articles.Reading.Mail;
using Pipeline.Articles.Reading.NewsItems;
using Pipeline.Articles.Reading.Pdf;

namespace Pipeline.Articles.Reading;

/// <summary>Limits of reading: what lies beyond goes to quarantine. Section <c>Reading</c>.</summary>
public sealed class ReadingOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Reading";

    /// <summary>Bytes a file may have. Default 5,000,000; 1,000 to 100,000,000. One byte more is read, never the rest.</summary>
    [Range(1_000, 100_000_000)]
    public int MaxArticleBytes { get; set; } = 5_000_000;

    /// <summary>Characters an article has at least. Default 40; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MinTextCharacters { get; set; } = 40;

    /// <summary>Levels of nested elements a page may have. Default 256 (the deepest of 2,301 real pages has 87); 16 to 1,000.</summary>
    [Range(16, 1_000)]
    public int MaxHtmlDepth { get; set; } = 256;

    /// <summary>Tags a page may have. Default 50,000 (the largest of 2,301 real pages has 10,112); 100 to 1,000,000.</summary>
    [Range(100, 1_000_000)]
    public int MaxHtmlTags { get; set; } = 50_000;

    /// <summary>Attributes a tag of a page may have. Default 1,000; 10 to 100,000.</summary>
    [Range(10, 100_000)]
    public int MaxHtmlAttributes { get; set; } = 1_000;

    /// <summary>Time that reading a page may take before it is refused. Default 20 seconds (real pages take a twentieth of one); 1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan HtmlTimeBudget { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The first year in which an article may have been published; an earlier date is passed over. Default 1995; 1600 to 2100.</summary>
    [Range(1600, 2100)]
    public int EarliestPublicationYear { get; set; } = 1995;

    /// <summary>Days after its drop on which an article may still be published; a later date is passed over where another source names one. Default 2; 0 to 366.</summary>
    [Range(0, 366)]
    public int MaxDaysAhead { get; set; } = 2;

    /// <summary>Cultures, parted by commas, whose month names are known in datelines and stamps. Any culture name of .NET.</summary>
    [Required]
    public string DatelineCultures { get; set; } = "fr,en,de,es,it,pt,nl";

    /// <summary>Limits of mail.</summary>
    [ValidateObjectMembers]
    public MailOptions Mail { get; set; } = new();

    /// <summary>Limits of PDF.</summary>
    [ValidateObjectMembers]
    public PdfOptions Pdf { get; set; } = new();

    /// <summary>Limits of NewsML-G2 and NITF.</summary>
    [ValidateObjectMembers]
    public NewsXmlOptions NewsXml { get; set; } = new();

    /// <summary>Limits on archives, and on documents that are archives.</summary>
    [ValidateObjectMembers]
    public ArchiveOptions Archive { get; set; } = new();

    /// <summary>Limits on office documents and RTF.</summary>
    [ValidateObjectMembers]
    public DocumentOptions Document { get; set; } = new();
}
