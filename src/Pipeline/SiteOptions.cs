using System.ComponentModel.DataAnnotations;

namespace Pipeline;

/// <summary>Where the pages stand and how much they show. Section <c>Site</c>.</summary>
public sealed class SiteOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Site";

    /// <summary>Address before every link of ours in mails and feeds, http or https. Default <c>http://localhost:7071</c>.</summary>
    [Required]
    [Url]
    public string BaseUrl { get; set; } = "http://localhost:7071";

    /// <summary>Digests on one page of the archive. Default 20; 1 to 100; each costs one read.</summary>
    [Range(1, 100)]
    public int PageSize { get; set; } = 20;

    /// <summary>Digests in a feed. Default 20; 1 to 100; each costs one read.</summary>
    [Range(1, 100)]
    public int FeedItems { get; set; } = 20;

    /// <summary>Days ahead from which the calendar takes its dates. Default 366; 1 to 3,660.</summary>
    [Range(1, 3660)]
    public int CalendarDays { get; set; } = 366;

    /// <summary>Dates in the calendar at most, the next ones first. Default 500; 1 to 5,000; each costs one read.</summary>
    [Range(1, 5000)]
    public int CalendarEvents { get; set; } = 500;

    /// <summary>Events of a story on its page at most; the earliest are left out and counted. Default 400; 1 to 2,000; each costs one read.</summary>
    [Range(1, 2000)]
    public int TimelineEvents { get; set; } = 400;

    /// <summary>How long pages and feeds may lag behind what is stored, here and in caches on the way. Default 1 min; 0 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan CacheFor { get; set; } = TimeSpan.FromMinutes(1);
}
