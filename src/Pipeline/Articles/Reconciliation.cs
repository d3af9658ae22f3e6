namespace Pipeline.Articles;

/// <summary>What a comparison of container and articles put right.</summary>
/// <param name="Ingested">Files that were taken in or taken up again.</param>
/// <param name="Removed">Articles that were withdrawn.</param>
public sealed record Reconciliation(int Ingested, int Removed);
