using Microsoft.Extensions.Options;
using Pipeline.Digest;

namespace Pipeline.Site;

/// <summary>Shows the public digests of a language as feeds. Thread-safe.</summary>
public sealed class ShowFeed
{
    private readonly IVariantStore _variants;
    private readonly SitePages _pages;
    private readonly SiteLinks _links;
    private readonly ReplyCache _cache;
    private readonly NewsroomOptions _newsroom;
    private readonly DigestOptions _digest;
    private readonly SiteOptions _options;

    /// <summary>Tells the variants of <paramref name="variants"/>.</summary>
    public ShowFeed(
        IVariantStore variants, SitePages pages, SiteLinks links, ReplyCache cache, IOptions<NewsroomOptions> newsroom, IOptions<DigestOptions> digest, IOptions<SiteOptions> options)
    {
        ArgumentNullException.ThrowIfNull(newsroom);
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(options);
        _variants = variants;
        _pages = pages;
        _links = links;
        _cache = cache;
        _newsroom = newsroom.Value;
        _digest = digest.Value;
        _options = options.Value;
    }

    /// <summary>The Atom feed in <paramref name="language"/>, as it stands in the address.</summary>
    public Task<SiteReply> AtomAsync(string? language, CancellationToken cancellationToken) => ReplyAsync(
        "atom", language, AtomFeed.MediaType, (strings, entries) => new AtomFeed(strings, _links, _newsroom).Write(entries), cancellationToken);

    /// <summary>The JSON Feed in <paramref name="language"/>, as it stands in the address.</summary>
    public Task<SiteReply> JsonAsync(string? language, CancellationToken cancellationToken) => ReplyAsync(
        "json", language, JsonFeed.MediaType, (strings, entries) => new JsonFeed(strings, _links, _newsroom).Write(entries), cancellationToken);

    private Task<SiteReply> ReplyAsync(
        string kind, string? language, string mediaType, Func<Strings, IReadOnlyList<FeedEntry>, string> write, CancellationToken cancellationToken)
    {
        return Strings.Languages.Contains(language) ? _cache.GetAsync($"{kind}/{language}", MakeAsync) : Task.FromResult(_pages.Missing());

        async Task<SiteReply> MakeAsync()
        {
            var variants = await _variants.ListPublicAsync(_digest.List, language!, DateTimeOffset.MaxValue, _options.FeedItems, cancellationToken)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            var reply = SiteReply.Of(mediaType, write(Strings.For(language!), FeedEntry.Of(variants, _links)), SiteSafety.Data, _options.CacheFor);
            return variants.Count == 0 ? reply : reply.Dated(variants[0].Issue.CutOff);
        }
    }
}
