using System.ComponentModel.DataAnnotations;

namespace Pipeline.Subscribers;

/// <summary>How readers sign up. Section <c>Subscribers</c>.</summary>
public sealed class SubscriberOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Subscribers";

    /// <summary>Sign-ups taken at most from one source (an IPv4 address, or the first 64 bits of an IPv6 one) within an hour of the clock. Default 10; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxPerSource { get; set; } = 10;

    /// <summary>Sign-ups taken at most from all sources together within an hour of the clock. Default 500; 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxPerHour { get; set; } = 500;

    /// <summary>How long an address that was written to is not written to again, however often it is entered. Default 24 h; 1 hour to 30 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan AskAgainAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long the link that confirms an address is good. Default 7 days; 1 hour to 90 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "90.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ConfirmWithin { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long an address is kept that nobody confirms. Default 30 days; 7 to 365 days.</summary>
    [Range(typeof(TimeSpan), "7.00:00:00", "365.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan KeepUnconfirmed { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How many proxies before the app each add the address of their caller to <c>X-Forwarded-For</c>: that many entries from its end are believed, and
    /// no other. Default 1, the front end of the cloud; 0 to 5. Without that header the caller's own address counts.
    /// </summary>
    [Range(0, 5)]
    public int TrustedProxies { get; set; } = 1;
}
