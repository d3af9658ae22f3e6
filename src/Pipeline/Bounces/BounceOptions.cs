using System.ComponentModel.DataAnnotations;

namespace Pipeline.Bounces;

/// <summary>What is done about mails that come back. Section <c>Bounces</c>.</summary>
public sealed class BounceOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Bounces";

    /// <summary>Passing failures of one reader within <see cref="SoftPeriod"/> after which the address is suppressed. Default 5; 1 to 100.</summary>
    [Range(1, 100)]
    public int SoftLimit { get; set; } = 5;

    /// <summary>How long a passing failure counts. Default 14 days; 1 hour to 366 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan SoftPeriod { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Largest report that is read, in bytes; a returned mail hangs on it. Default 5 MiB; 10,000 to 100,000,000.</summary>
    [Range(10_000, 100_000_000)]
    public int MaxMailBytes { get; set; } = 5 * 1024 * 1024;
}
