using Pipeline.Articles.Reading;
using Pipeline.LocalHost.Reports;

namespace Pipeline.LocalHost.Commands;

/// <summary>A line of <c>extract --json</c> for a file that is refused.</summary>
internal sealed record RefusedLine(string File, RefusedLine.Why Rejected)
{
    public static RefusedLine Of(string file, Rejection reason) =>
        new(file, new Why(reason.Code.Name(), reason.Reason(Strings.For(ArticleReport.Language))));

    /// <summary>Code and sentence.</summary>
    internal sealed record Why(string Code, string Message);
}
