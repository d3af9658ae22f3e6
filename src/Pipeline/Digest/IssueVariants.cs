using System.Collections.Concurrent;
using Pipeline.Subscribers;

namespace Pipeline.Digest;

/// <summary>
/// The variants of one issue in the making: each is composed and frozen once, at first use, however many readers ask for it at the same time.
/// Thread-safe.
/// </summary>
internal sealed class IssueVariants(DigestId issue, ComposeVariant compose, IVariantStore store, CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<VariantId, Lazy<Task<DigestVariant?>>> _variants = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<DigestVariant?>>> _latest = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<PublicHistory>>> _histories = new(StringComparer.Ordinal);

    /// <summary>The variant of one request; null where nothing is new for its readers.</summary>
    public Task<DigestVariant?> FindAsync(VariantRequest request, bool isPublic) =>
        _variants.GetOrAdd(request.Id, _ => new(() => FreezeAsync(request, isPublic))).Value;

    /// <summary>What a reader gets: what is new since the reader's last issue, or since the reader joined where there was none.</summary>
    public async Task<DigestVariant?> FindAsync(Subscriber reader, ReaderPosition? position)
    {
        var before = position is null ? (await HistoryAsync(reader.Preferences.Language).ConfigureAwait(false)).Before(reader) : null;
        return await FindAsync(VariantRequest.For(reader.Preferences, position, before), isPublic: false).ConfigureAwait(false);
    }

    /// <summary>Composes the public variant of a language.</summary>
    public async Task PublishAsync(string language) =>
        await FindAsync(VariantRequest.After(await LatestAsync(language).ConfigureAwait(false), language), isPublic: true).ConfigureAwait(false);

    /// <summary>All that were composed so far.</summary>
    public async Task<IReadOnlyList<DigestVariant>> ListAsync()
    {
        var found = await Task.WhenAll(_variants.Values.Select(variant => variant.Value)).ConfigureAwait(false);
        return [.. found.OfType<DigestVariant>().OrderByDescending(variant => variant.IsPublic).ThenBy(variant => variant.Id.Value, StringComparer.Ordinal)];
    }

    private Task<DigestVariant?> LatestAsync(string language) => _latest.GetOrAdd(language, _ => new(() => FindLatestAsync(language))).Value;

    private Task<PublicHistory> HistoryAsync(string language) =>
        _histories.GetOrAdd(language, _ => new(() => PublicHistory.ReadAsync(store, issue, language, cancellationToken))).Value;

    // A run that is taken up again may find the public variant of its own issue.
    private async Task<DigestVariant?> FindLatestAsync(string language)
    {
        await foreach (var variant in store.ListPublicAsync(issue.List, language, count: 2, cancellationToken).ConfigureAwait(false))
        {
            if (variant.Issue.CutOff < issue.CutOff)
            {
                return variant;
            }
        }

        return null;
    }

    private async Task<DigestVariant?> FreezeAsync(VariantRequest request, bool isPublic) =>
        await store.FindAsync(issue, request.Id, cancellationToken).ConfigureAwait(false) is { } frozen ? frozen
        : await compose.RunAsync(issue, request, isPublic, cancellationToken).ConfigureAwait(false) is { } made
            ? await store.FreezeAsync(made.Variant, cancellationToken).ConfigureAwait(false)
            : null;
}
