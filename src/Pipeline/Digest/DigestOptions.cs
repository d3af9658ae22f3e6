using System.ComponentModel.DataAnnotations;

namespace Pipeline.Digest;

/// <summary>What goes into the digest and to whom. Section <c>Digest</c>.</summary>
public sealed class DigestOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Digest";

    /// <summary>Name of the list, part of the ids of its issues. Default <c>main</c>; lower-case letters, digits and hyphens.</summary>
    [Required]
    [RegularExpression("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$")]
    public string List { get; set; } = "main";

    /// <summary>Address that is entered as the first reader; whoever leaves stays away. Default none.</summary>
    [EmailAddress]
    public string? Recipient { get; set; }

    /// <summary>Address of the sender. Default <c>digest@localhost</c>.</summary>
    [Required]
    [EmailAddress]
    public string From { get; set; } = "digest@localhost";

    /// <summary>Name of the sender as shown; the newsroom's where it is empty.</summary>
    [StringLength(60)]
    public string? FromName { get; set; }

    /// <summary>
    /// Local times of the newsroom at which an edition for the archive, the feeds and the readers of every digest is made, parted by commas. Default
    /// <c>06:30</c>; one to 24 times of 24 hours.
    /// </summary>
    [Required]
    [StringLength(200)]
    public string Editions { get; set; } = "06:30";

    /// <summary>Which issues wait for an editor. Default <c>Never</c>; <c>WhenFlagged</c>, <c>Always</c>.</summary>
    public ApprovalRule Approval { get; set; }

    /// <summary>How long an issue may wait for a mail server. Default 36 h, longer than a daily schedule; 1 min to 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(36);

    /// <summary>How far back the first issue of a list looks. Default 30 days; 1 to 3,650 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan FirstLookBack { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How far before the last cut-off an issue looks for changes that were being stored when it was made; what was told is not told again.
    /// Default 10 min; 0 to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Names that readers of the list follow, parted by commas: events that hold one weigh more. Default none.</summary>
    [StringLength(2000)]
    public string? Followed { get; set; }

    /// <summary>Dossiers told at most; the others are counted. Default 7; 1 to 40.</summary>
    [Range(1, 40)]
    public int MaxDossiers { get; set; } = 7;

    /// <summary>Events of one dossier told at most, the lead among them; the others are counted. Default 5; 1 to 20.</summary>
    [Range(1, 20)]
    public int MaxEventsPerDossier { get; set; } = 5;

    /// <summary>Old events told as context at most. Default 2; 0 to 10.</summary>
    [Range(0, 10)]
    public int MaxContext { get; set; } = 2;

    /// <summary>Dates to come that are listed at most. Default 5; 0 to 20.</summary>
    [Range(0, 20)]
    public int MaxUpcoming { get; set; } = 5;

    /// <summary>Days after the newest article within which dates to come are looked up. Default 60; 0 to 366; each costs one short read.</summary>
    [Range(0, 366)]
    public int UpcomingDays { get; set; } = 60;
}
