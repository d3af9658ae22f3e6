using CsCheck;
using Pipeline.Digest.Rendering;

namespace Pipeline.Tests.Digest;

public sealed class SubjectLineTests
{
    private const string More = " — et 5 autres nouveautés";
    private const string Denied = "[Démenti]";

    private static readonly SubjectLine French = new(Strings.For("fr"));
    private static readonly SubjectLine English = new(Strings.For("en"));

    [Theory]
    [InlineData("Crue de la Sorle : le pont est fermé.", "Crue de la Sorle : le pont est fermé" + More)]
    [InlineData("Le pont Saint-Blaise a rouvert hier matin", "Le pont Saint-Blaise a rouvert" + More)]
    [InlineData("La ligne B du tramway de Valmeuse a ouvert hier, mardi 19 mai", "La ligne B du tramway de Valmeuse a ouvert" + More)]
    [InlineData("Le pont Saint-Blaise ne rouvrira pas avant demain", "Le pont Saint-Blaise ne rouvrira pas avant demain" + More)]
    [InlineData("Le ministère écarte la société Orféa de ses marchés, une première pour une entreprise du pays", "Le ministère écarte la société Orféa de ses marchés" + More)]
    [InlineData("La mise en service de la ligne B du tramway est reportée du 5 au 19 mai, a annoncé mardi la métropole", "La mise en service de la ligne B du tramway est reportée du 5 au 19 mai")]
    [InlineData("Le conseil municipal de Valmont vote la construction du nouveau pont sur la Sorle", "Le conseil municipal de Valmont vote la construction…" + More)]
    [InlineData("Dans la nuit de lundi à mardi, une rafale de 131 km/h a été relevée au sémaphore du port", "Dans la nuit de lundi à mardi, une rafale…" + More)]
    [InlineData("Le conducteur de la rame, un formateur de 52 ans, a été reçu par la direction de la compagnie", "Le conducteur de la rame, un formateur de 52 ans…" + More)]
    public void Subject_ALead_ReadsAsAWhole(string lead, string expected) => Assert.Equal(expected, French.Of(lead, "", "", More, "spare"));

    [Fact]
    public void Subject_AnEnglishLead_LosesItsRelativeDay() =>
        Assert.Equal("The primary schools of the district reopened and 5 more", English.Of("The primary schools of the district reopened this morning", "", "", " and 5 more", "spare"));

    [Fact]
    public void Subject_ACutWithinADate_LeavesTheDateOutWhole() => Assert.Equal(
        "Une rame d’essai de la ligne B a déraillé…" + More,
        French.Of("Une rame d’essai de la ligne B a déraillé jeudi 16 avril 2026 à l’entrée du dépôt de La Chênaie", "jeudi 16 avril 2026", "", More, "spare"));

    [Fact]
    public void Subject_ADenialThatIsCut_IsMarked() => Assert.Equal(
        Denied + " La mairie aurait signé la vente du terrain" + More,
        French.Of("La mairie aurait signé la vente du terrain, ce que dément le préfet", "", Denied, More, "spare"));

    [Fact]
    public void Subject_ADenialThatIsWhole_NeedsNoMark() =>
        Assert.Equal("Le préfet dément la vente du terrain" + More, French.Of("Le préfet dément la vente du terrain", "", Denied, More, "spare"));

    [Fact]
    public void Subject_OneEndlessWord_IsReplaced() => Assert.Equal("spare", French.Of(new string('a', 200), "", "", More, "spare"));

    [Fact]
    public void Subject_AnyLead_HasNoLineEndAndKeepsWithinItsLimit() => Gen.String[0, 200].Sample(lead =>
    {
        var subject = French.Of(lead, "", Denied, More, "spare");
        Assert.True(subject.Length <= SubjectLine.MaxLength, subject);
        Assert.DoesNotContain(subject, char.IsControl);
    });
}
