using Pipeline.Digest;
using Pipeline.Digest.Schedule;
using Pipeline.Subscribers;

namespace Pipeline.Tests.Digest.Schedule;

/// <summary>Runs ticks for one reader as the digest timer does: the coverage moves on, the reader's last issue is remembered.</summary>
internal sealed class TickRun(DueReaders readers)
{
    private static readonly TimeSpan s_lifetime = new DigestOptions().Lifetime;
    private DigestCoverage? _coverage;

    public List<(DateTimeOffset Due, DateTimeOffset CutOff)> Issues { get; } = [];

    public void Tick(Preferences preferences, DateTimeOffset now)
    {
        var window = TickWindow.Of(_coverage, now, s_lifetime);
        DateTimeOffset? last = Issues.Count > 0 ? Issues[^1].CutOff : null;
        if (readers.DueAt(preferences, window.After, window.Until, last) is { } due)
        {
            Issues.Add((due, window.Until));
        }

        _coverage = (_coverage ?? new DigestCoverage("main", window.After, null)).Begin(now).Finish();
    }

    public static IEnumerable<DateTimeOffset> EveryQuarter(DateTimeOffset first, DateTimeOffset until)
    {
        for (var at = first; at <= until; at += TimeSpan.FromMinutes(15))
        {
            yield return at;
        }
    }
}
