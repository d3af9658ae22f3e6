using System.Globalization;
using System.Text;
using CsCheck;

namespace Pipeline.Extraction.Tests.Properties;

public sealed class AnyTextTests
{
    private static readonly DocumentTime Published = new(new DateOnly(2026, 3, 5));

    public static TheoryData<string> Codes => [.. LanguagePack.Shipped.Select(pack => pack.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Extract_AnyString_StaysInsideTheText(string code)
    {
        var extractor = new ArticleExtractor(LanguagePack.For(code));

        SampleTexts.Shuffled(code).Sample(text => Check(text, extractor.Extract(text, Published)), iter: 3000);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Extract_AtTheEndsOfTheCalendar_DoesNotThrow(string code)
    {
        var extractor = new ArticleExtractor(LanguagePack.For(code));
        DocumentTime[] ends = [new(new DateOnly(2, 1, 1)), new(new DateOnly(9998, 12, 31)), new(new DateOnly(2024, 2, 29), Assumed: true)];

        Assert.All(SampleTexts.Of(code), line => Assert.All(ends, end => Check(line.Text, extractor.Extract(line.Text, end))));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Tag_DecomposedText_GivesTheValuesOfTheComposedOne(string code)
    {
        var extractor = new ArticleExtractor(LanguagePack.For(code));

        Assert.All(SampleTexts.Of(code), line =>
        {
            var decomposed = line.Text.Normalize(NormalizationForm.FormD);
            Assert.Equal(Found(extractor.Tag(line.Text, Published), line.Text), Found(extractor.Tag(decomposed, Published), decomposed));
        });
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("fr-FR")]
    [InlineData("en-US")]
    public void Extract_UnderAThreadCulture_GivesTheSame(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        var lines = LanguagePack.Shipped.SelectMany(pack => SampleTexts.Of(pack.Code).Select(line => (Extractor: new ArticleExtractor(pack), Text: line.Text + " " + line.Text.ToUpperInvariant())));
        var rows = lines.ToList();
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var wanted = rows.Select(row => Print(row.Text, row.Extractor.Extract(row.Text, Published))).ToList();
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(wanted, rows.Select(row => Print(row.Text, row.Extractor.Extract(row.Text, Published))));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("fr", "Il pleut sur la ville.")]
    [InlineData("en", "It rains on the town.")]
    public void Tag_NeutralSentenceInFront_ShiftsSpansOnly(string code, string sentence)
    {
        var extractor = new ArticleExtractor(LanguagePack.For(code));
        var front = sentence + "\n\n";

        Assert.Empty(extractor.Tag(front, Published));
        Assert.All(SampleTexts.Of(code), line => Assert.Equal(
            extractor.Tag(line.Text, Published).Select(timex => (timex.Span.Start + front.Length, timex.Span.End + front.Length, timex.Value, timex.Type)),
            extractor.Tag(front + line.Text, Published).Select(timex => (timex.Span.Start, timex.Span.End, timex.Value, timex.Type))));
    }

    private static void Check(string text, ExtractionResult result)
    {
        var whole = new TextSpan(0, text.Length);
        Assert.All(result.Timexes, timex => Assert.True(timex.Span.Length > 0 && whole.Contains(timex.Span) && timex.Value.Length > 0, text));
        Assert.All(result.Timexes.Zip(result.Timexes.Skip(1)), pair => Assert.True(pair.First.Span.End <= pair.Second.Span.Start, text));
        Assert.All(result.Events, found =>
        {
            Assert.True(whole.Contains(found.Evidence) && found.Evidence.Contains(found.DateText), text);
            Assert.InRange(found.Headline.Length, 1, 120);
            Assert.InRange(found.Confidence, 0.01, 1);
        });
    }

    private static IEnumerable<(string Words, string Value)> Found(IReadOnlyList<Timex> timexes, string text) =>
        timexes.Select(timex => (timex.Span.In(text).Normalize(), timex.Value));

    private static string Print(string text, ExtractionResult result) => string.Join('\n', result.Timexes
        .Select(timex => $"{timex.Span} {timex.Value} {timex.Type} {timex.Rule}")
        .Concat(result.Events.Select(found => $"{found.Evidence} {found.DateText} {found.Date} {found.Status} {found.Headline} {string.Join(',', found.Entities)}"))
        .Prepend(text));
}
