using System.Text;
using CsCheck;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Tests.Text;

public sealed class NormalizedTextTests
{
    [Fact]
    public void Of_ComposedText_IsTheTextItself()
    {
        const string text = "le 2 février à midi";

        Assert.Same(text, NormalizedText.Of(text).Text);
    }

    [Fact]
    public void Original_DecomposedText_IsThePlaceInIt()
    {
        var text = "été, fe\u0301vrier".Normalize(NormalizationForm.FormD);
        var normalized = NormalizedText.Of(text);
        var start = normalized.Text.IndexOf("février", StringComparison.Ordinal);

        Assert.Equal("février".Normalize(NormalizationForm.FormD), normalized.Original(new TextSpan(start, start + "février".Length)).In(text));
    }

    [Fact]
    public void Original_WholeText_IsTheWholeOriginal() => Gen.String.Sample(text =>
    {
        var marked = text + "e\u0301";
        var normalized = NormalizedText.Of(marked);
        return normalized.Original(new TextSpan(0, normalized.Text.Length)) == new TextSpan(0, marked.Length);
    });
}
