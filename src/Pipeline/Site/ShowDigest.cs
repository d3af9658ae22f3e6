using Microsoft.Extensions.Options;
using Pipeline.Digest;

namespace Pipeline.Site;

/// <summary>Shows a digest as a web page: what its readers got, without what is each reader's own. Thread-safe.</summary>
public sealed class ShowDigest
{
    private readonly IVariantStore _variants;
    private readonly SitePages _pages;
    private readonly SiteLinks _links;
    private readonly SiteOptions _options;

    /// <summary>Shows the variants of <paramref name="variants"/>.</summary>
    public ShowDigest(IVariantStore variants, SitePages pages, SiteLinks links, IOptions<SiteOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _variants = variants;
        _pages = pages;
        _links = links;
        _options = options.Value;
    }

    /// <summary>The variant <paramref name="variant"/> of <paramref name="issue"/>, both as they stand in the address.</summary>
    public async Task<SiteReply> RunAsync(string? issue, string? variant, CancellationToken cancellationToken)
    {
        if (!DigestId.TryParse(issue, out var id) || variant is null || !Identifier.Is(variant)
            || await _variants.FindAsync(id, new VariantId(variant), cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return _pages.Missing();
        }

        // Who has no link of his own is led to where one asks for one.
        var own = _links.Subscribe(found.Language);
        var reply = SiteReply.Of(SitePages.Html, PersonalMarks.Fill(found.Html, own, own), SiteSafety.Mail, _options.CacheFor)
            .With("Content-Language", found.Language)
            .Dated(found.Issue.CutOff);
        return found.IsPublic ? reply : reply.With("X-Robots-Tag", "noindex");
    }
}
