namespace Pipeline.Extraction.Tests;

public sealed class LanguageDetectorTests
{
    private static readonly LanguageDetector Detector = new(LanguagePack.Shipped);

    [Theory]
    [InlineData("fr", "Le maire a signé hier l'arrêté qui interdit la pêche dans le canal.")]
    [InlineData("en", "The mayor has signed the order that bans fishing in the canal.")]
    public void Detect_Sentence_IsItsLanguage(string code, string text) => Assert.Equal(code, Detector.Detect(text)?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("1 2 3 — 2026-03-04")]
    [InlineData("Xyzzy plugh frobozz")]
    public void Detect_NoKnownWord_IsUndetermined(string text) => Assert.Null(Detector.Detect(text));

    [Fact]
    public void Detect_ByNoPack_IsUndetermined() => Assert.Null(new LanguageDetector([]).Detect("Le maire a signé."));
}
