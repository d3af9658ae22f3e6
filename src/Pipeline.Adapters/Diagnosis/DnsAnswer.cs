namespace Pipeline.Adapters.Diagnosis;

/// <summary>What the domain name system says of a name. Closed: the three nested cases are all there are.</summary>
internal abstract record DnsAnswer
{
    private DnsAnswer()
    {
    }

    /// <summary>Texts stand under the name.</summary>
    internal sealed record Texts(IReadOnlyList<string> Values) : DnsAnswer;

    /// <summary>No text stands under the name, or there is no such name.</summary>
    internal sealed record Nothing : DnsAnswer;

    /// <summary>Nobody could be asked, which says nothing of the name.</summary>
    internal sealed record NoAnswer : DnsAnswer;
}
