namespace Pipeline.Digest;

/// <summary>Keeps the frozen variants of issues. Safe in parallel.</summary>
public interface IVariantStore
{
    /// <summary>Freezes a variant: the first one of an id stays for ever and is what is returned.</summary>
    Task<DigestVariant> FreezeAsync(DigestVariant variant, CancellationToken cancellationToken);

    /// <summary>One variant, or null.</summary>
    Task<DigestVariant?> FindAsync(DigestId issue, VariantId id, CancellationToken cancellationToken);

    /// <summary>The public variants of a list in one language, newest first, at most <paramref name="count"/>.</summary>
    IAsyncEnumerable<DigestVariant> ListPublicAsync(string list, string language, int count, CancellationToken cancellationToken);

    /// <summary>Those of them whose cut-off lies before <paramref name="before"/>: the next page.</summary>
    IAsyncEnumerable<DigestVariant> ListPublicAsync(string list, string language, DateTimeOffset before, int count, CancellationToken cancellationToken);
}
