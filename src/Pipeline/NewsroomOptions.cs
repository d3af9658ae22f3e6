using System.ComponentModel.DataAnnotations;

namespace Pipeline;

/// <summary>Who edits, where and in which language. Section <c>Newsroom</c>.</summary>
public sealed class NewsroomOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Newsroom";

    /// <summary>IANA name of the zone in which instants become days. Default <c>Europe/Paris</c>.</summary>
    [Required]
    public string TimeZone { get; set; } = "Europe/Paris";

    /// <summary>ISO 639-1 code of the digest's language, and of articles whose language is undetermined. Default <c>fr</c>.</summary>
    [Required]
    public string Language { get; set; } = "fr";

    /// <summary>Name shown at the head of the digest. Default <c>Pipeline</c>; 1 to 60 characters.</summary>
    [Required]
    [StringLength(60, MinimumLength = 1)]
    public string Name { get; set; } = "Pipeline";

    /// <summary>Postal address at the foot of every digest, on one line; the law of some countries wants one. Default none; at most 200 characters.</summary>
    [StringLength(200)]
    public string? PostalAddress { get; set; }

    /// <summary>The day on which <paramref name="instant"/> falls in the newsroom.</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);
}
