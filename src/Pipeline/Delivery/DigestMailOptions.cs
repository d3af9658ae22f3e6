using System.ComponentModel.DataAnnotations;

namespace Pipeline.Delivery;

/// <summary>What the mails of a list say about themselves to mail servers. Section <c>DigestMail</c>.</summary>
public sealed class DigestMailOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "DigestMail";

    /// <summary>
    /// Last part of <c>Feedback-ID</c>, by which providers count the complaints about all mails of this sender. Default <c>pipeline</c>; 5 to 15
    /// lower-case letters, digits and hyphens. Kept for good once it is known to a provider.
    /// </summary>
    [Required]
    [RegularExpression("^[a-z0-9][a-z0-9-]{3,13}[a-z0-9]$")]
    public string SenderId { get; set; } = "pipeline";

    /// <summary>Whether mails carry <c>Precedence: bulk</c>. Default no: <c>Auto-Submitted</c> says it in today's words.</summary>
    public bool PrecedenceBulk { get; set; }
}
