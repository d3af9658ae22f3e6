namespace Pipeline.Adapters.Diagnosis;

/// <summary>Looks up the texts of names.</summary>
internal interface IDnsTexts
{
    /// <summary>The texts under <paramref name="name"/>.</summary>
    Task<DnsAnswer> FindAsync(string name, CancellationToken cancellationToken);
}
