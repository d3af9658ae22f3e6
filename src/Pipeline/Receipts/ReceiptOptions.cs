using System.ComponentModel.DataAnnotations;

namespace Pipeline.Receipts;

/// <summary>What editors are told of their files. Section <c>Receipts</c>.</summary>
public sealed class ReceiptOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Receipts";

    /// <summary>
    /// Characters of an article's text shown on its receipt; a longer one is cut at the end of a paragraph, and the page says so. Default 200,000
    /// (a book of 100 pages); 1,000 to 5,000,000.
    /// </summary>
    [Range(1_000, 5_000_000)]
    public int MaxTextCharacters { get; set; } = 200_000;

    /// <summary>Address before the name of a receipt in mails, http or https. Default none: the mail names container and file instead.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>
    /// Address to which refusals are mailed where the file names no editor of its own (blob metadata <c>editor</c>), and issues that are held or
    /// paused: one plain address, without a name. Default none.
    /// </summary>
    public string? EditorAddress { get; set; }

    /// <summary>Whether a refusal is mailed where an address is known. Default true.</summary>
    public bool MailRefusals { get; set; } = true;

    /// <summary>
    /// Mails of each of the two kinds sent at most within an hour by one process, so that a folder of bad files does not fill a mailbox; the receipts tell of the others.
    /// Default 60; 1 to 10,000.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxMailsPerHour { get; set; } = 60;

    /// <summary>How long taking in a file waits for the mail server to take the mail of its refusal. Default 10 s; 100 ms to 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan MailBudget { get; set; } = TimeSpan.FromSeconds(10);

    internal bool HasUsableBaseUrl => string.IsNullOrWhiteSpace(BaseUrl)
        || (Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps));

    internal bool HasUsableEditorAddress => string.IsNullOrWhiteSpace(EditorAddress) || Receipts.EditorAddress.Read(EditorAddress) is not null;
}
