namespace Pipeline.Extraction.Tests.Temporal;

public sealed class CalendarEndsTests
{
    [Theory]
    [InlineData("9999-12-31", "Le ministre viendra demain.")]
    [InlineData("9999-12-31", "Le ministre viendra lundi prochain.")]
    [InlineData("9999-12-31", "Le musée rouvrira dans trois ans.")]
    [InlineData("9999-12-31", "La rue sera fermée la semaine prochaine.")]
    [InlineData("9999-12-31", "Le musée rouvrira à Pâques.")]
    [InlineData("9999-12-31", "Le viaduc ouvrira en mars de l'an prochain.")]
    [InlineData("9999-12-31", "La foire se tiendra le premier mercredi de mars.")]
    [InlineData("0001-01-01", "Le ministre est venu hier.")]
    [InlineData("0001-01-01", "Le ministre est venu dimanche dernier.")]
    [InlineData("0001-01-01", "La mine avait fermé l'année dernière.")]
    public void Tag_DayOutsideTheCalendar_HasNoDateAndAWarning(string published, string text)
    {
        var reference = new DocumentTime(DateOnly.Parse(published, System.Globalization.CultureInfo.InvariantCulture));

        var timex = Assert.Single(new ArticleExtractor(LanguagePack.For("fr")).Tag(text, reference));

        Assert.Null(timex.Date);
        Assert.Equal([ExtractionWarning.ImpossibleDate], timex.Warnings);
    }
}
