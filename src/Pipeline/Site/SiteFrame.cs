namespace Pipeline.Site;

/// <summary>What the frame around a page needs to know of it.</summary>
internal sealed record SiteFrame
{
    /// <summary>The words of the page.</summary>
    public required Strings Strings { get; init; }

    /// <summary>Title of the page, without the newsroom's name.</summary>
    public required string Title { get; init; }

    /// <summary>What search engines show; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>The address of the same page in a language; null for a page that has none of its own.</summary>
    public Func<string, string>? Address { get; init; }

    /// <summary>Whether search engines may list it.</summary>
    public bool IsListed { get; init; } = true;
}
