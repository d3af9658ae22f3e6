using System.Globalization;

namespace Pipeline.Site;

/// <summary>The headers that keep a reply harmless: what a page may load (nothing), who may frame it (nobody), what it tells other sites (nothing).</summary>
internal sealed class SiteSafety
{
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly string _policy;
    private readonly bool _isForAll;

    private SiteSafety(string policy, bool isForAll)
    {
        _policy = policy;
        _isForAll = isForAll;
    }

    /// <summary>Feeds and data: programs of other sites may read them.</summary>
    public static SiteSafety Data { get; } = new(Nothing, isForAll: true);

    /// <summary>A mail shown as a page: its styles stand on its elements.</summary>
    public static SiteSafety Mail { get; } = new(Nothing + "; style-src 'unsafe-inline'", isForAll: false);

    /// <summary>A page of ours with the one style whose hash (<c>sha256-...</c>) is given.</summary>
    public static SiteSafety Page(string styleHash) => new($"{Nothing}; style-src '{styleHash}'", isForAll: false);

    /// <summary>The headers; shared caches may keep the reply for <paramref name="maxAge"/>.</summary>
    public IReadOnlyDictionary<string, string> HeadersFor(TimeSpan maxAge)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Security-Policy"] = _policy,
            ["X-Content-Type-Options"] = "nosniff",
            ["Referrer-Policy"] = "no-referrer",
            ["Cache-Control"] = maxAge > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)maxAge.TotalSeconds}") : "no-cache",
        };
        if (_isForAll)
        {
            headers["Access-Control-Allow-Origin"] = "*";
        }

        return headers;
    }
}
