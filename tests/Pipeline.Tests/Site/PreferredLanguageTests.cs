using CsCheck;
using Pipeline.Site;

namespace Pipeline.Tests.Site;

public sealed class PreferredLanguageTests
{
    [Theory]
    [InlineData("en-GB,en;q=0.9,fr;q=0.8", "en")]
    [InlineData("fr-CA", "fr")]
    [InlineData("de;q=1, FR;q=0.3, en;q=0.4", "en")]
    [InlineData("en;q=0, fr;q=0.1", "fr")]
    [InlineData("en;q=lots", null)]
    [InlineData("de, *;q=0.5", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Of_AHeader_TheFirstThatWeHave(string? header, string? language) =>
        Assert.Equal(language, PreferredLanguage.Of(header, ["en", "fr"]));

    [Fact]
    public void Of_AnyText_NeverThrows() => Gen.String.Sample(text => _ = PreferredLanguage.Of(text, ["en", "fr"]));
}
