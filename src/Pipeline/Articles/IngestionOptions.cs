using System.ComponentModel.DataAnnotations;

namespace Pipeline.Articles;

/// <summary>How files are taken in. Section <c>Ingestion</c>.</summary>
public sealed class IngestionOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Ingestion";

    /// <summary>The try at which a file that never let a reading end is refused unread. Default 3; 2 to 10.</summary>
    [Range(2, 10)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>How long reading a file may take, events included; longer is refused. Default 30 s; 100 ms to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReadBudget { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long work on an article is left alone before the sweeper takes it up, so that it does not run after work that is still being done.
    /// Default 15 minutes; 0 to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan SweepAfter { get; set; } = TimeSpan.FromMinutes(15);
}
