using System.ComponentModel.DataAnnotations;

namespace Pipeline.Articles.Reading.Mail;

/// <summary>Limits of reading mail. Section <c>Reading:Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>Levels of parts within parts that are opened; what lies deeper is left out. Default 32 (real mail has at most 6); 4 to 200.</summary>
    [Range(4, 200)]
    public int MaxDepth { get; set; } = 32;

    /// <summary>Parts of one mail that are looked at; the rest is left out. Default 500; 10 to 10,000.</summary>
    [Range(10, 10_000)]
    public int MaxParts { get; set; } = 500;

    /// <summary>Messages of a mailbox that are read; of more, the rest is left out with a warning. Default 500; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxMessages { get; set; } = 500;
}
