using System.Text;
using Pipeline.Extraction.Explanation;
using Pipeline.Extraction.Tests.Properties;

namespace Pipeline.Extraction.Tests.Explanation;

public sealed class ExplanationTests
{
    private static readonly DocumentTime Published = new(new DateOnly(2026, 3, 5));

    public static TheoryData<string> Codes => [.. LanguagePack.Shipped.Select(pack => pack.Code)];

    [Theory]
    [InlineData("fr", "Le maire signera dans un avenir proche.", "avenir", DropReason.Unresolved)]
    [InlineData("fr", "Le pont a rouvert le 31 février 2026.", "31 février", DropReason.ImpossibleDate)]
    [InlineData("fr", "Le tribunal a appliqué la loi du 29 juillet 1881.", "29 juillet 1881", DropReason.Title)]
    [InlineData("fr", "« Le pont a rouvert le 2 mars 2026 à midi », a dit le maire.", "2 mars 2026", DropReason.Quotation)]
    [InlineData("fr", "VALMEUSE, 5 mars 2026 — Le pont a rouvert sans cérémonie devant une foule nombreuse.", "5 mars 2026", DropReason.Stamp)]
    [InlineData("fr", "La traversée a duré trois jours.", "trois jours", DropReason.Duration)]
    [InlineData("fr", "Le marché se tient tous les lundis.", "tous les lundis", DropReason.Repetition)]
    [InlineData("fr", "Si le pont rouvre le 12 mars 2026, les bus passeront.", "12 mars 2026", DropReason.Hypothesis)]
    [InlineData("fr", "Le pont a rouvert sans cérémonie, a déclaré mardi le maire.", "mardi", DropReason.Attribution)]
    [InlineData("fr", "Le concert est reporté du 5 au 19 mai 2026.", "5", DropReason.Superseded)]
    [InlineData("en", "The bridge reopened on 2 March 2026 and closed again on 2 March 2026.", "2 March 2026", DropReason.Repeated)]
    [InlineData("en", "Sales rose by a third compared with March 2025.", "March 2025", DropReason.Comparison)]
    [InlineData("en", "If the bridge reopens on 12 March 2026, buses will cross it.", "12 March 2026", DropReason.Hypothesis)]
    [InlineData("en", "The bridge was closed without ceremony, the mayor added on Tuesday.", "Tuesday", DropReason.Attribution)]
    public void Explain_DateWithoutEvent_SaysWhy(string code, string text, string words, DropReason reason)
    {
        var explanation = new ArticleExtractor(LanguagePack.For(code)).Explain(text, Published);

        var dropped = explanation.Timexes.LastOrDefault(row => row.Timex.Span.In(text).Contains(words, StringComparison.Ordinal) && row.Outcome is TimexOutcome.Dropped);
        Assert.True(dropped?.Outcome == new TimexOutcome.Dropped(reason), string.Join('\n', explanation.Timexes));
    }

    [Fact]
    public void Explain_LineAmongParagraphs_IsSubheading()
    {
        const string Text = "Le pont a rouvert.\n\nLes grandes étapes du chantier depuis mars 2024\n\nLes ouvriers ont posé le tablier.";

        var row = Assert.Single(new ArticleExtractor(LanguagePack.For("fr")).Explain(Text, Published).Timexes);

        Assert.Equal(new TimexOutcome.Dropped(DropReason.Subheading), row.Outcome);
    }

    [Fact]
    public void Explain_MoreEventsThanTheLimit_SaysWhichWereNotReached()
    {
        const string Text = "Le pont a rouvert le 2 mars 2026. Le port a fermé le 3 mars 2026. La gare a brûlé le 4 mars 2026.";

        var explanation = new ArticleExtractor(LanguagePack.For("fr"), new ExtractionOptions { MaxEvents = 1 }).Explain(Text, Published);

        Assert.Equal(new TimexOutcome.Made(Assert.Single(explanation.Events).Event), explanation.Timexes[0].Outcome);
        Assert.All(explanation.Timexes.Skip(1), row => Assert.Equal(new TimexOutcome.Dropped(DropReason.OverLimit), row.Outcome));
        Assert.Contains(ExtractionWarning.TooManyDates, explanation.Warnings);
    }

    [Fact]
    public void Explain_Period_BothEndsMakeOneEvent()
    {
        const string Text = "Le salon se tiendra du 9 au 12 avril 2026 à Valmeuse.";

        var explanation = new ArticleExtractor(LanguagePack.For("fr")).Explain(Text, Published);

        Assert.Equal(2, explanation.Timexes.Count);
        Assert.All(explanation.Timexes, row => Assert.Equal(new TimexOutcome.Made(Assert.Single(explanation.Events).Event), row.Outcome));
    }

    [Theory]
    [InlineData("Le pont a rouvert le 2 mars 2026.", false, null, "FullDate 0.97")]
    [InlineData("Le pont a rouvert mardi.", true, Tense.Past, "RelativeToPublication 0.9; AssumedPublication 0.6")]
    [InlineData("Le pont rouvrira mardi.", false, Tense.Future, "RelativeToPublication 0.9")]
    [InlineData("Le pont a rouvert le mardi 2 mars 2026.", false, null, "FullDate 0.97; WeekdayMismatch 0.6")]
    public void Explain_Event_NamesTheFeaturesOfItsConfidenceAndTheTenseRead(string text, bool assumed, Tense? tense, string features)
    {
        var explanation = new ArticleExtractor(LanguagePack.For("fr")).Explain(text, Published with { Assumed = assumed });

        var row = Assert.Single(explanation.Events);
        Assert.Equal(features, string.Join("; ", row.Features.Select(feature => FormattableString.Invariant($"{feature.Kind} {feature.Value}"))));
        Assert.Equal(tense, Assert.Single(explanation.Timexes).Tense);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Explain_AnyText_FindsWhatExtractFinds(string code)
    {
        var extractor = new ArticleExtractor(LanguagePack.For(code));
        Assert.All(SampleTexts.Of(code).SelectMany(line => new[] { line.Text, line.Text.Normalize(NormalizationForm.FormD) }), text =>
        {
            var found = extractor.Extract(text, Published);
            var explained = extractor.Explain(text, Published);

            Assert.Equivalent(found.Timexes, explained.Timexes.Select(row => row.Timex), strict: true);
            Assert.Equivalent(found.Events, explained.Events.Select(row => row.Event), strict: true);
            Assert.All(explained.Events, row => Assert.Contains(explained.Timexes, timex => timex.Outcome is TimexOutcome.Made made && ReferenceEquals(made.Event, row.Event)));
            Assert.DoesNotContain(explained.Timexes, row => row.Outcome == new TimexOutcome.Dropped(DropReason.OverLimit));
        });
    }

    [Fact]
    public void Code_EveryReason_IsItsOwnInLowerCase()
    {
        var codes = Enum.GetValues<DropReason>().Select(DropReasons.Code).ToList();

        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.All(codes, code => Assert.Matches("^[a-z]+(-[a-z]+)*$", code));
    }
}
