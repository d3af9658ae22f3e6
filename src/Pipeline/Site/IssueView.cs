using Pipeline.Digest;
using Pipeline.Digest.Rendering;
using Scriban.Runtime;

namespace Pipeline.Site;

/// <summary>Puts the digests of a list into the words of a language.</summary>
internal sealed class IssueView(Strings strings, NewsroomOptions newsroom, SiteLinks links)
{
    private readonly DateWriter _dates = new(strings);

    /// <summary>One digest of a list.</summary>
    public ScriptObject Of(DigestVariant variant)
    {
        var day = newsroom.DayOf(variant.Issue.CutOff);
        return SiteModel.Make(
            ("title", variant.Subject),
            ("href", links.Digest(variant.Issue, variant.Id)),
            ("day", _dates.WriteFull(day)),
            ("machine_day", day.ToString("o", System.Globalization.CultureInfo.InvariantCulture)),
            ("summary", variant.Preheader));
    }
}
