using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Pipeline.Delivery;

/// <summary>How fast mails leave and what is done about failures. Section <c>Delivery</c>.</summary>
public sealed class DeliveryOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Delivery";

    private const string MinutesPattern = @"^\s*[1-9][0-9]{0,3}\s*(,\s*[1-9][0-9]{0,3}\s*){0,9}$";

    /// <summary>Mails a second that all instances may submit together, over any stretch of time but for <see cref="Burst"/>. Default 0: no limit; 0 to 10,000.</summary>
    [Range(0, 10_000)]
    public double MailsPerSecond { get; set; }

    /// <summary>Mails that may leave at once after a pause, on top of <see cref="MailsPerSecond"/>. Default 0: what one second allows, at least one; 0 to 100,000.</summary>
    [Range(0, 100_000)]
    public int Burst { get; set; }

    /// <summary>
    /// Whether mails that may have gone out, or may not, are sent again: nobody is missed then, and some get two. Default false: nobody gets two, and some may be missed.
    /// </summary>
    public bool ResendUncertain { get; set; }

    /// <summary>
    /// Minutes to wait after the first, second, third failed attempt and so on, parted by commas; the last one is repeated until the issue expires.
    /// Default <c>1, 5, 15, 60</c>; one to ten numbers from 1 to 9,999.
    /// </summary>
    [Required]
    [RegularExpression(MinutesPattern)]
    public string RetryDelays { get; set; } = "1, 5, 15, 60";

    /// <summary>
    /// How long a sender holds mails that it has taken in hand. A claim that outlives it makes them uncertain, so it is longer than <c>Smtp:SendTimeout</c> (2 min).
    /// So long the shard of a sender that died waits.
    /// Default 5 min; 10 s to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan ClaimLease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Mails that one process has in hand at once, each for a connection of its own (no more than <c>Smtp:MaxConnections</c>): so many may be uncertain when it is
    /// killed. Default 4; 1 to 256. More than 4 are shared by up to four stretches.
    /// </summary>
    [Range(1, 256)]
    public int ConnectionsAtOnce { get; set; } = 4;

    /// <summary>
    /// Mails of an issue refused one after the other, none taken in between, after which the issue is paused: then it is not the readers' fault.
    /// Default 10; 1 to 10,000.
    /// </summary>
    [Range(1, 10_000)]
    public int PauseAfterRefusals { get; set; } = 10;

    /// <summary>How long to wait after attempt number <paramref name="attempt"/>, from 1, failed in passing.</summary>
    public TimeSpan DelayAfter(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        var minutes = RetryDelays.Split(',', StringSplitOptions.TrimEntries);
        return TimeSpan.FromMinutes(int.Parse(minutes[Math.Min(attempt, minutes.Length) - 1], CultureInfo.InvariantCulture));
    }
}
