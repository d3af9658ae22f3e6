using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Pipeline.Site;

/// <summary>
/// Keeps the few replies that programs ask for all the time (feeds, first pages) for <see cref="SiteOptions.CacheFor"/>, so that a poll costs no storage.
/// Its keys are ours, never a visitor's: it cannot be filled from outside. Thread-safe.
/// </summary>
public sealed class ReplyCache
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, SiteReply Reply)> _replies = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly TimeSpan _life;

    /// <summary>An empty cache.</summary>
    public ReplyCache(IOptions<SiteOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _time = time;
        _life = options.Value.CacheFor;
    }

    /// <summary>The reply under <paramref name="key"/>, made anew where it is too old; two callers at once may both make it.</summary>
    internal async Task<SiteReply> GetAsync(string key, Func<Task<SiteReply>> make)
    {
        var now = _time.GetUtcNow();
        if (_replies.TryGetValue(key, out var kept) && now - kept.At < _life)
        {
            return kept.Reply;
        }

        var reply = await make().ConfigureAwait(false);
        _replies[key] = (now, reply);
        return reply;
    }
}
