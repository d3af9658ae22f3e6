using Pipeline.Articles;
using Pipeline.Articles.Reading.Text;

namespace Pipeline.Tests.Reading.Text;

public sealed class TextDamageTests
{
    private const string French = "Le conseil de la ville a voté hier la reprise des travaux, selon le maire, qui ne veut pas en dire plus.";

    [Theory]
    [InlineData("Le retour de lAmérique dans les accords. " + French)]
    [InlineData("LÉtat na rien dit. " + French)]
    [InlineData("La mort dHélène et de ses enfants. " + French)]
    [InlineData("Il dit quAnne viendra. " + French)]
    [InlineData("Il presidente dellUcraina ha detto che il governo non è d'accordo con la proposta e che la guerra continua.")]
    public void IsIn_AnElidedWordGrownTogetherWithAName_IsDamage(string text) => Assert.True(TextDamage.IsIn(text));

    [Theory]
    [InlineData("Le retour de l’Amérique et de l'Europe. " + French)]
    [InlineData("L’OTAN, LinkedIn, McArthur, iPhone, eBay, TotalEnergies et la SNCF. " + French)]
    [InlineData("The player DAngelo Russell has said that he will be back with the team in the next days, after the injury.")]
    [InlineData("")]
    public void IsIn_GoodText_IsNone(string text) => Assert.False(TextDamage.IsIn(text));

    [Fact]
    public void Reader_DamagedText_IsTakenAndSaid() =>
        Assert.Contains(ArticleWarning.DamagedText, Make.Parsed("Le retour de lAmérique\n\n" + French).Warnings);
}
