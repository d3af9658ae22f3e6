using Pipeline.Site;

namespace Pipeline.Tests.Site;

public sealed class SiteReplyTests
{
    private static readonly DateTimeOffset s_changed = new(2026, 3, 4, 6, 30, 0, 123, TimeSpan.Zero);
    private static readonly SiteReply s_reply = SiteReply.Of("text/plain", "a", SiteSafety.Data, TimeSpan.FromMinutes(1)).Dated(s_changed);

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("W/{0}", true)]
    [InlineData("\"x\", {0}", true)]
    [InlineData("*", true)]
    [InlineData("\"x\"", false)]
    [InlineData("not even quoted,,,", false)]
    public void For_IfNoneMatch_304WhereTheCopyIsThisOne(string header, bool isKnown)
    {
        var reply = s_reply.For(header.Replace("{0}", s_reply.ETag, StringComparison.Ordinal), null);

        Assert.Equal(isKnown ? 304 : 200, reply.Status);
        Assert.Equal(isKnown, reply.Body.IsEmpty);
        Assert.Equal(s_reply.ETag, reply.ETag);
        Assert.Equal(s_reply.Headers["Cache-Control"], reply.Headers["Cache-Control"]);
    }

    [Fact]
    public void For_IfModifiedSince_CountsInWholeSecondsAndOnlyWithoutIfNoneMatch()
    {
        var second = new DateTimeOffset(2026, 3, 4, 6, 30, 0, TimeSpan.Zero);

        Assert.Equal(304, s_reply.For(null, second).Status);
        Assert.Equal(200, s_reply.For(null, second.AddSeconds(-1)).Status);
        Assert.Equal(200, s_reply.For("\"x\"", second).Status);
    }

    [Fact]
    public void Of_OtherContent_OtherValidator()
    {
        Assert.NotEqual(s_reply.ETag, SiteReply.Of("text/plain", "b", SiteSafety.Data, TimeSpan.Zero).ETag);
        Assert.Matches("^\"[a-z2-7]{26}\"$", s_reply.ETag);
        Assert.Equal("no-cache", SiteReply.Of("text/plain", "b", SiteSafety.Data, TimeSpan.Zero).Headers["Cache-Control"]);
        Assert.Equal("public, max-age=60", s_reply.Headers["Cache-Control"]);
    }

    [Fact]
    public void For_APageThatIsMissing_Is404WhateverTheConditions()
    {
        using var room = new SiteRoom();

        Assert.Equal(404, room.Get<SitePages>().Missing().For("*", DateTimeOffset.MaxValue).Status);
    }
}
