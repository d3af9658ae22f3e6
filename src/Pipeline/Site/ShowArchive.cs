using Microsoft.Extensions.Options;
using Pipeline.Digest;
using Pipeline.Digest.Rendering;

namespace Pipeline.Site;

/// <summary>Shows the public digests of a language, newest first. Thread-safe.</summary>
public sealed class ShowArchive
{
    private readonly IVariantStore _variants;
    private readonly SitePages _pages;
    private readonly SiteLinks _links;
    private readonly ReplyCache _cache;
    private readonly NewsroomOptions _newsroom;
    private readonly DigestOptions _digest;
    private readonly SiteOptions _options;

    /// <summary>Lists the variants of <paramref name="variants"/>.</summary>
    public ShowArchive(
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

    /// <summary>The page in <paramref name="language"/> with the digests older than <paramref name="before"/>, both as they stand in the address; the newest without.</summary>
    public Task<SiteReply> RunAsync(string? language, string? before, CancellationToken cancellationToken)
    {
        var place = ArchivePlace.Read(before);
        if (!Strings.Languages.Contains(language) || (place is null && !string.IsNullOrEmpty(before)))
        {
            return Task.FromResult(_pages.Missing());
        }

        return place is { } from
            ? PageAsync(language!, from, cancellationToken)
            : _cache.GetAsync($"archive/{language}", () => PageAsync(language!, null, cancellationToken));
    }

    private async Task<SiteReply> PageAsync(string language, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        var found = await _variants.ListPublicAsync(_digest.List, language, before ?? DateTimeOffset.MaxValue, _options.PageSize + 1, cancellationToken)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        if (found.Count == 0 && before is not null)
        {
            return _pages.Missing();
        }

        var shown = found.Take(_options.PageSize).ToList();
        var strings = Strings.For(language);
        var typography = new Typography(strings);
        var view = new IssueView(strings, _newsroom, _links);
        var frame = new SiteFrame
        {
            Strings = strings,
            Title = Words("site.archive.title"),
            Description = Words("site.archive.intro"),
            Address = before is null ? _links.Archive : null,
        };
        return _pages.Render("archive", frame, SiteModel.Make(
            ("heading", frame.Title),
            ("intro", frame.Description),
            ("issues", SiteModel.List(shown.Select(view.Of))),
            ("empty", Words("site.archive.empty")),
            ("pages_label", Words("site.archive.pages")),
            ("newest", SiteModel.Link(Words("site.archive.newest"), before is null ? "" : _links.Archive(language))),
            ("older", SiteModel.Link(Words("site.archive.older"), found.Count > shown.Count ? _links.Archive(language, shown[^1].Issue.CutOff) : ""))));

        string Words(string key) => typography.Set(strings.Text(key));
    }
}
