using Pipeline.Digest;

namespace Pipeline.Tests.Digest;

public sealed class SentenceShapeTests
{
    [Theory]
    [InlineData("Le pont a rouvert.", true, true)]
    [InlineData("« Le pont a rouvert », dit-il.", true, true)]
    [InlineData("Il l’a dit : « Le pont a rouvert. »", true, true)]
    [InlineData("31 000 voyageurs sont venus.", true, true)]
    [InlineData("Les études, lancées en 2024", true, false)]
    [InlineData("elle sera posée vendredi.", false, false)]
    [InlineData(", ont été suspendues pendant six mois.", false, false)]
    [InlineData("", false, false)]
    public void Shape_APieceOfText_IsReadFromItsSigns(string text, bool begins, bool isWhole) =>
        Assert.Equal((begins, isWhole), (SentenceShape.Begins(text), SentenceShape.IsWhole(text)));
}
