namespace Pipeline.Extraction;

/// <summary>All that Pipeline knows of one language. Immutable and thread-safe; one per language is enough.</summary>
public sealed class LanguagePack
{
    /// <summary>The packs shipped in this assembly, French first.</summary>
    public static IReadOnlyList<LanguagePack> Shipped { get; } = [new("fr"), new("en")];

    private LanguagePack(string code) => Code = code;

    /// <summary>ISO 639-1 code: <c>fr</c>.</summary>
    public string Code { get; }
}
