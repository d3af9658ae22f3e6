using System.Text;

namespace Pipeline.Site;

/// <summary>What a page or a feed answers. Immutable.</summary>
public sealed record SiteReply
{
    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Media type with its charset; empty without a body.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>The body in UTF-8.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Strong validator: a hash of type and body, quoted; null where nothing is to be validated.</summary>
    public string? ETag { get; init; }

    /// <summary>When what it tells changed last, in whole seconds; null where that is not known.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>All other headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A 200 with its validator.</summary>
    internal static SiteReply Of(string contentType, string body, SiteSafety safety, TimeSpan maxAge) => Of(contentType, body, safety, maxAge, 200);

    /// <summary>A page for <paramref name="status"/>, with a validator where that is 200.</summary>
    internal static SiteReply Of(string contentType, string body, SiteSafety safety, TimeSpan maxAge, int status)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return new()
        {
            Status = status,
            ContentType = contentType,
            Body = bytes,
            ETag = status == 200 ? $"\"{Identifier.Of(bytes)}\"" : null,
            Headers = safety.HeadersFor(maxAge),
        };
    }

    /// <summary>A way to another address of the site.</summary>
    internal static SiteReply Redirect(string address, bool isForGood, TimeSpan maxAge) =>
        new SiteReply { Status = isForGood ? 301 : 302, Headers = SiteSafety.Data.HeadersFor(maxAge) }.With("Location", address);

    /// <summary>The same with one more header, or another value of it.</summary>
    internal SiteReply With(string name, string value) => this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [name] = value } };

    /// <summary>The same, dated; a Last-Modified has no fractions of a second.</summary>
    internal SiteReply Dated(DateTimeOffset at) => this with { LastModified = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) };

    /// <summary>
    /// What a request with these conditions gets: 304 without a body where its copy is still good (RFC 9110, 13.2.2: <paramref name="ifNoneMatch"/> outranks
    /// <paramref name="ifModifiedSince"/>), this reply otherwise.
    /// </summary>
    public SiteReply For(string? ifNoneMatch, DateTimeOffset? ifModifiedSince)
    {
        var isKnown = Status == 200 && (string.IsNullOrWhiteSpace(ifNoneMatch)
            ? LastModified is { } modified && ifModifiedSince is { } since && modified <= since
            : ETag is not null && ifNoneMatch.Split(',').Any(tag => IsSame(tag.Trim())));
        return isKnown ? this with { Status = 304, ContentType = "", Body = default } : this;
    }

    // If-None-Match compares weakly: a copy that a proxy has compressed is still this one.
    private bool IsSame(string tag) => tag == "*" || string.Equals(tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag, ETag, StringComparison.Ordinal);
}
