using System.Globalization;
using System.Text.Json;

namespace Pipeline.Extraction.Tests.Properties;

public sealed class CalendarReadBackTests
{
    private static readonly DocumentTime Published = new(new DateOnly(2024, 7, 1));

    public static TheoryData<string> Codes => [.. LanguagePack.Shipped.Select(pack => pack.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Tag_EveryDayOfALeapYear_IsReadBack(string code)
    {
        var extractor = new ArticleExtractor(LanguagePack.For(code));
        var months = Names(code, "month").DistinctBy(pair => pair.Number).ToDictionary(pair => pair.Number, pair => pair.Name);
        var days = Enumerable.Range(0, 366).Select(new DateOnly(2024, 1, 1).AddDays).ToList();

        Assert.Equal(days.Select(Iso), days.Select(day => Read(extractor, Write(code, day, months[day.Month]))));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Tag_EveryDayOfALeapYearWithItsWeekday_IsReadBackWithoutMismatch(string code)
    {
        var extractor = new ArticleExtractor(LanguagePack.For(code));
        var months = Names(code, "month").DistinctBy(pair => pair.Number).ToDictionary(pair => pair.Number, pair => pair.Name);
        var weekdays = Names(code, "weekday").DistinctBy(pair => pair.Number).ToDictionary(pair => pair.Number % 7, pair => pair.Name);
        var days = Enumerable.Range(0, 366).Select(new DateOnly(2024, 1, 1).AddDays).ToList();

        Assert.Equal(
            days.Select(Iso),
            days.Select(day => Read(extractor, weekdays[(int)day.DayOfWeek] + (code == "de" ? ", " : " ") + Write(code, day, months[day.Month]))));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Tag_EverySpellingOfAMonth_IsReadBack(string code)
    {
        var extractor = new ArticleExtractor(LanguagePack.For(code));

        Assert.All(Names(code, "month"), pair =>
            Assert.Equal(Iso(new DateOnly(2024, pair.Number, 12)), Read(extractor, Write(code, new DateOnly(2024, pair.Number, 12), pair.Name))));
    }

    private static string Read(ArticleExtractor extractor, string text) => string.Join(
        ' ', extractor.Tag(text, Published).Select(timex => timex.Value + (timex.Span.Length == text.Length && timex.Warnings.Count == 0 ? "" : $" {timex.Span} of {text}")));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Write(string code, DateOnly day, string month) => string.Format(
        CultureInfo.InvariantCulture,
        code switch
        {
            "de" => "{0}. {1} {2}",
            "es" => "{0} de {1} de {2}",
            _ => "{0} {1} {2}",
        },
        day.Day,
        month,
        day.Year);

    /// <summary>The words of a class as the pack ships them.</summary>
    private static IEnumerable<(string Name, int Number)> Names(string code, string name)
    {
        using var stream = typeof(LanguagePack).Assembly.GetManifestResourceStream(code + "/lexicon.json")!;
        using var lexicon = JsonDocument.Parse(stream);
        return [.. lexicon.RootElement.GetProperty("classes").GetProperty(name).GetProperty("values").EnumerateObject()
            .Select(word => (word.Name, int.Parse(word.Value.GetString()!, CultureInfo.InvariantCulture)))];
    }
}
