using System.Collections.Concurrent;
using Pipeline.Subscribers;

namespace Pipeline.Digest;

/// <summary>
/// The variants of one issue in the making: each is composed and frozen once, at first use, however many readers ask for it at the same time.
/// Thread-safe.
/// </summary>
internal sealed class IssueVariants(DigestId issue, ComposeVariant compose, IVariantStore store, CancellationToken cancellationToken)
{
    // Readers who never had a digest joined within so many editions, or are told what the oldest of them left.
    private const int EditionsToLookAt = 60;

    private readonly ConcurrentDictionary<VariantId, Lazy<Task<DigestVariant?>>> _variants = new();

    // Of requests for all topics only: those are few, while each reader may follow others.
    private readonly ConcurrentDictionary<VariantRequest, VariantId> _ids = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<DigestVariant>>>> _earlier = new(StringComparer.Ordinal);

    /// <summary>The variant of one request; null where nothing is new for its readers.</summary>
    public Task<DigestVariant?> FindAsync(VariantRequest request, bool isPublic) =>
        _variants.GetOrAdd(IdOf(request), _ => new(() => FreezeAsync(request, isPublic))).Value;

    /// <summary>What a reader gets: what is new since the reader's last issue or, before the first one, since the last edition before the reader came.</summary>
    public async Task<DigestVariant?> FindAsync(Subscriber reader, ReaderPosition? position) =>
        await FindAsync(await RequestAsync(reader, position).ConfigureAwait(false), isPublic: false).ConfigureAwait(false);

    /// <summary>Which variant that is.</summary>
    public async Task<VariantRequest> RequestAsync(Subscriber reader, ReaderPosition? position)
    {
        var language = reader.Preferences.Language;
        var joined = position is null ? await JoinedAsync(language, reader.Since).ConfigureAwait(false) : null;
        return new(language, position?.Issue ?? joined?.Issue, position?.Variant ?? joined?.Id, TopicsOf(reader));
    }

    /// <summary>Composes the public variant of a language.</summary>
    public async Task PublishAsync(string language) =>
        await FindAsync(VariantRequest.After(await EarlierAsync(language).ConfigureAwait(false) is [var latest, ..] ? latest : null, language), isPublic: true)
            .ConfigureAwait(false);

    /// <summary>All that were composed so far.</summary>
    public async Task<IReadOnlyList<DigestVariant>> ListAsync()
    {
        var found = await Task.WhenAll(_variants.Values.Select(variant => variant.Value)).ConfigureAwait(false);
        return [.. found.OfType<DigestVariant>().OrderByDescending(variant => variant.IsPublic).ThenBy(variant => variant.Id.Value, StringComparer.Ordinal)];
    }

    // One object for all who chose nothing: requests are compared by it.
    private static TopicChoice TopicsOf(Subscriber reader) =>
        reader.Preferences.Topics is { Followed.Count: 0, Muted.Count: 0 } ? TopicChoice.Everything : reader.Preferences.Topics;

    // Two hashes a reader, and most readers ask for the same.
    private VariantId IdOf(VariantRequest request) =>
        ReferenceEquals(request.Topics, TopicChoice.Everything) ? _ids.GetOrAdd(request, static asked => asked.Id) : request.Id;

    // A reader who came before all editions is told what the first of them tells.
    private async Task<DigestVariant?> JoinedAsync(string language, DateTimeOffset since)
    {
        var earlier = await EarlierAsync(language).ConfigureAwait(false);
        return earlier.FirstOrDefault(variant => variant.Issue.CutOff < since) ?? (earlier.Count == EditionsToLookAt ? earlier[^1] : null);
    }

    private Task<IReadOnlyList<DigestVariant>> EarlierAsync(string language) => _earlier.GetOrAdd(language, _ => new(() => ListEarlierAsync(language))).Value;

    // A run that is taken up again may find the public variant of its own issue.
    private async Task<IReadOnlyList<DigestVariant>> ListEarlierAsync(string language) =>
        await store.ListPublicAsync(issue.List, language, EditionsToLookAt, cancellationToken)
            .Where(variant => variant.Issue.CutOff < issue.CutOff).ToListAsync(cancellationToken).ConfigureAwait(false);

    private async Task<DigestVariant?> FreezeAsync(VariantRequest request, bool isPublic) =>
        await store.FindAsync(issue, IdOf(request), cancellationToken).ConfigureAwait(false) is { } frozen ? frozen
        : await compose.RunAsync(issue, request, isPublic, cancellationToken).ConfigureAwait(false) is { } made
            ? await store.FreezeAsync(made.Variant, cancellationToken).ConfigureAwait(false)
            : null;
}
