using System.Collections.Concurrent;
using Pipeline.Digest;

namespace Pipeline.Delivery;

/// <summary>The variants being sent, kept in memory since thousands of mails share one: a frozen variant never changes. Thread-safe.</summary>
public sealed class FrozenVariants(IVariantStore store)
{
    // Of some 50 kB each.
    private const int MaxKept = 64;
    private readonly ConcurrentDictionary<(DigestId Issue, VariantId Id), DigestVariant> _kept = new();

    /// <summary>One variant, or null.</summary>
    public async Task<DigestVariant?> FindAsync(DigestId issue, VariantId? id, CancellationToken cancellationToken)
    {
        if (id is not { } key)
        {
            return null;
        }

        if (_kept.TryGetValue((issue, key), out var kept))
        {
            return kept;
        }

        if (await store.FindAsync(issue, key, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        return _kept[(issue, key)] = found;
    }
}
