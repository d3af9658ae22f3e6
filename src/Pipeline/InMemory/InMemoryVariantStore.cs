using System.Collections.Concurrent;
using Pipeline.Digest;

namespace Pipeline.InMemory;

/// <summary>Frozen variants in memory. Thread-safe.</summary>
public sealed class InMemoryVariantStore : IVariantStore
{
    private readonly ConcurrentDictionary<(DigestId Issue, VariantId Id), DigestVariant> _variants = new();

    /// <inheritdoc/>
    public Task<DigestVariant> FreezeAsync(DigestVariant variant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(variant);
        return Task.FromResult(_variants.GetOrAdd((variant.Issue, variant.Id), variant));
    }

    /// <inheritdoc/>
    public Task<DigestVariant?> FindAsync(DigestId issue, VariantId id, CancellationToken cancellationToken) =>
        Task.FromResult(_variants.GetValueOrDefault((issue, id)));

    /// <inheritdoc/>
    public IAsyncEnumerable<DigestVariant> ListPublicAsync(string list, string language, int count, CancellationToken cancellationToken) =>
        ListPublicAsync(list, language, DateTimeOffset.MaxValue, count, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<DigestVariant> ListPublicAsync(string list, string language, DateTimeOffset before, int count, CancellationToken cancellationToken) =>
        _variants.Values.Where(variant => variant.IsPublic && variant.Issue.List == list && variant.Language == language && variant.Issue.CutOff < before)
            .OrderByDescending(variant => variant.Issue.CutOff).Take(count).ToAsyncEnumerable();
}
