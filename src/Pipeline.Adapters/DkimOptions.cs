namespace Pipeline.Adapters;

/// <summary>A DKIM signature of our own, from section <c>Smtp:Dkim</c>. Most relays sign themselves: leave it empty then.</summary>
public sealed class DkimOptions
{
    /// <summary>Domain that signs (<c>d=</c>), the sender's for DMARC. Default null: no signature.</summary>
    public string? Domain { get; set; }

    /// <summary>Name of the key (<c>s=</c>): its public half stands in DNS at <c>{selector}._domainkey.{domain}</c>. Default null.</summary>
    public string? Selector { get; set; }

    /// <summary>The RSA key in PEM form, of 1,024 bits or more, better 2,048; <c>\n</c> stands for a line end where a setting holds one line only. Default null.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>Whether any of it is set.</summary>
    internal bool IsWanted => !string.IsNullOrWhiteSpace(Domain) || !string.IsNullOrWhiteSpace(Selector) || !string.IsNullOrWhiteSpace(PrivateKey);
}
