using System.Globalization;
using Pipeline.Digest;
using static Pipeline.Tests.Digest.DigestSamples;

namespace Pipeline.Tests.Digest;

public sealed class PreflightTests
{
    private static readonly DigestVariant Good = VariantOf(Make.Renderer().Render(FullIssue(), "fr", Issue, Variant), "fr");

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void Of_AShippedDigest_IsNotRefused(string language)
    {
        var findings = Make.Preflight.Of(VariantOf(Make.Renderer().Render(FullIssue(), language, Issue, Variant), language));

        Assert.DoesNotContain(findings, finding => finding.Severity == PreflightSeverity.Refuse);
        Assert.Equal([PreflightCodes.Contradiction, PreflightCodes.NoSourceAddress], findings.Select(finding => finding.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_AMailThatProgramsWouldCut_IsRefused() =>
        Refused(PreflightCodes.TooLarge, "1", Html("</body>", $"<p>{new string('é', 45_000)}</p></body>"));

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(78, true)]
    [InlineData(79, false)]
    public void Of_ASubject_HasTenTo78Characters(int length, bool isFine)
    {
        var findings = Make.Preflight.Of(Good with { Subject = new string('a', length) });

        Assert.Equal(isFine, !findings.Any(finding => finding.Code == PreflightCodes.SubjectLength));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JAVASCRIPT:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("java&#10;script:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("/relative")]
    [InlineData("//example.org/a")]
    [InlineData("")]
    [InlineData("https://example.org/{token}")]
    [InlineData("https://example.org/{{ token }}")]
    [InlineData("https://bank.example@evil.example/")]
    public void Of_ALinkThatLeadsNowhereGood_IsRefused(string address) => Refused(PreflightCodes.BadLink, "", Html("</body>", $"<a href=\"{address}\">x</a></body>"));

    [Theory]
    [InlineData("https://reader.invalid/token")]
    [InlineData("https://reader.invalid/unsubscribe?x=1")]
    [InlineData("http://READER.invalid/preferences")]
    public void Of_AMarkThatNothingFills_IsRefused(string mark)
    {
        Refused(PreflightCodes.UnknownMark, mark, Html("</body>", $"<a href=\"{mark}\">x</a></body>"));
        Refused(PreflightCodes.UnknownMark, mark, Good with { Text = Good.Text + mark + "\n" });
    }

    [Fact]
    public void Of_APartWithoutAWayOut_IsRefused()
    {
        Refused(PreflightCodes.NoUnsubscribe, "html", Html(PersonalMarks.Unsubscribe, "https://news.example/"));
        Refused(PreflightCodes.NoUnsubscribe, "html", Html("Se désabonner</a>", "</a>")); // A link that nobody sees.
        Refused(PreflightCodes.NoUnsubscribe, "text", Good with { Text = Good.Text.Replace(PersonalMarks.Unsubscribe, "", StringComparison.Ordinal) });
    }

    [Theory]
    [InlineData("color:#aaaaaa;", "#aaaaaa on #ffffff (2.3)")]
    [InlineData("color:#767676;background-color:#eeeeee;", "#767676 on #eeeeee (3.9)")]
    [InlineData("background-color:#1d1b18;", "on #1d1b18")]
    [InlineData("color:grey;", "grey")]
    [InlineData("color:rgba(0,0,0,0.5);", "rgba(0,0,0,0.5)")]
    public void Of_TextTooPale_IsRefused(string style, string detail) =>
        Refused(PreflightCodes.Contrast, detail, Html("<h1 ", $"<p style=\"{style}\">pâle</p><h1 "));

    [Theory]
    [InlineData("color:#767676;")] // 4.54 on white
    [InlineData("color:#ffffff;background-color:#1d1b18;")]
    [InlineData("color:#ffffff;display:none;")]
    public void Of_TextOfEnoughContrast_Passes(string style) =>
        Assert.DoesNotContain(Make.Preflight.Of(Html("<h1 ", $"<p style=\"{style}\">x</p><h1 ")), finding => finding.Code == PreflightCodes.Contrast);

    [Theory]
    [InlineData("<script>1</script>", "script")]
    [InlineData("<img alt=\"\" src=\"https://example.org/pixel.gif\">", "img")]
    [InlineData("<form><input></form>", "form")]
    [InlineData("<svg></svg>", "svg")]
    [InlineData("<p onclick=\"x()\">x</p>", "onclick")]
    [InlineData("<p style=\"background-image:url(https://example.org/p.gif)\">x</p>", "css")]
    [InlineData("<table background=\"https://example.org/p.gif\" role=\"presentation\"></table>", "background")]
    public void Of_WhatMailsMustNotHold_IsRefused(string markup, string detail) => Refused(PreflightCodes.Forbidden, detail, Html("</body>", markup + "</body>"));

    [Fact]
    public void Of_AHeadThatFetches_IsRefused()
    {
        Refused(PreflightCodes.Forbidden, "css", Html("<style>", "<style>@import 'https://example.org/a.css';"));
        Refused(PreflightCodes.Forbidden, "link", Html("<style>", "<link rel=\"stylesheet\" href=\"https://example.org/a.css\"><style>"));
        Refused(PreflightCodes.Forbidden, "meta", Html("<style>", "<meta http-equiv=\"refresh\" content=\"0\"><style>"));
    }

    [Fact]
    public void Of_APageThatScreenReadersCannotRead_IsRefused()
    {
        Refused(PreflightCodes.Structure, "lang", Html("<html lang=\"fr\"", "<html"));
        Refused(PreflightCodes.Structure, "dir", Html(" dir=\"ltr\">\n<head>", ">\n<head>"));
        Refused(PreflightCodes.Structure, "h1", Html("</body>", "<h1>x</h1></body>"));
        Refused(PreflightCodes.Structure, "table", Html("</body>", "<table></table></body>"));
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\u0085b")]
    [InlineData("a\u001Bb")]
    [InlineData("a\rb")]
    public void Of_ControlCharacters_AreRefused(string text)
    {
        Refused(PreflightCodes.ControlCharacters, "subject", Good with { Subject = "Le conseil " + text });
        Refused(PreflightCodes.ControlCharacters, "text", Good with { Text = Good.Text + text });
        Refused(PreflightCodes.ControlCharacters, "html", Html("</body>", text + "</body>"));
    }

    [Fact]
    public void Of_ManyMoreEventsThanADigestTells_IsWarnedOf()
    {
        var ranked = Enumerable.Range(0, 71).Select(i => new RankedEvent(new(i.ToString(CultureInfo.InvariantCulture)), new Salience())).ToList();

        Assert.Contains(new PreflightFinding(PreflightSeverity.Warn, PreflightCodes.UnusualCount, "71"), Make.Preflight.Of(Good with { Ranking = ranked }));
        Assert.DoesNotContain(Make.Preflight.Of(Good with { Ranking = ranked[..70] }), finding => finding.Code == PreflightCodes.UnusualCount);
    }

    [Fact]
    public void Of_BothKinds_TellsTheRefusalsFirst()
    {
        var findings = Make.Preflight.Of(Good with { Subject = "" });

        Assert.Equal(PreflightSeverity.Refuse, findings[0].Severity);
        Assert.Equal(PreflightSeverity.Warn, findings[^1].Severity);
    }

    [Fact]
    public void Of_APageNestedBeyondAnyMeasure_ComesToAnEnd()
    {
        var deep = string.Concat(Enumerable.Repeat("<div style=\"color:#767676\">", 20_000));

        Assert.Contains(Make.Preflight.Of(Html("</body>", deep + "x</body>")), finding => finding.Code == PreflightCodes.TooLarge);
    }

    private static DigestVariant Html(string old, string replacement)
    {
        Assert.Contains(old, Good.Html, StringComparison.Ordinal);
        return Good with { Html = Good.Html.Replace(old, replacement, StringComparison.Ordinal) };
    }

    private static void Refused(string code, string detail, DigestVariant variant) =>
        Assert.Contains(Make.Preflight.Of(variant), finding => finding is { Severity: PreflightSeverity.Refuse } && finding.Code == code && finding.Detail.Contains(detail, StringComparison.Ordinal));
}
