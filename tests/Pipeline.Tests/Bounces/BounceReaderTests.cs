using System.Text;
using Pipeline.Bounces;

namespace Pipeline.Tests.Bounces;

public sealed class BounceReaderTests
{
    private readonly BounceDesk _desk = new();

    [Theory]
    [InlineData("5.1.1", null, BounceKind.Hard, "5.1.1")]
    [InlineData("5.1.10", null, BounceKind.Hard, "5.1.10")]
    [InlineData("5.2.1", null, BounceKind.Hard, "5.2.1")]
    [InlineData("5.0.0", "smtp; 550 5.1.1 <reader@example.org> unknown", BounceKind.Hard, "5.1.1")]
    [InlineData("5.0.0", "smtp; 551 not local", BounceKind.Hard, "5.0.0")]
    [InlineData("5.2.2", null, BounceKind.Soft, "5.2.2")]
    [InlineData("4.2.2", "smtp; 452 4.2.2 full", BounceKind.Soft, "4.2.2")]
    [InlineData("4.4.7", null, BounceKind.Soft, "4.4.7")]
    [InlineData("5.0.0", "smtp; 550 unknown user", BounceKind.Soft, "5.0.0")]
    [InlineData("5.4.1", "smtp; 550 5.4.1 Recipient address rejected: Access denied", BounceKind.Soft, "5.4.1")]
    [InlineData("5.7.1", null, BounceKind.Policy, "5.7.1")]
    [InlineData("5.0.0", "smtp; 550 #5.7.1 Your access to this system has been rejected", BounceKind.Policy, "5.7.1")]
    [InlineData("5.7.515", null, BounceKind.Policy, "5.7.515")]
    [InlineData("5.6.0", null, BounceKind.Policy, "5.6.0")]
    [InlineData("no code", null, BounceKind.Soft, null)]
    public void Read_FailedDelivery_IsOfTheClassOfItsCode(string status, string? diagnostic, BounceKind kind, string? code)
    {
        var notice = Single(ReturnedMail.Notification(status, diagnostic));
        Assert.Equal(kind, notice.Kind);
        Assert.Equal(code, notice.Status?.ToString());
        Assert.Equal("reader@example.org", notice.Address);
        Assert.Null(notice.Proven);
    }

    [Theory]
    [InlineData("delayed")]
    [InlineData("relayed")]
    [InlineData("delivered")]
    [InlineData("expanded")]
    public void Read_NotFailed_AsksForNothing(string action) => Assert.Equal(BounceKind.None, Single(ReturnedMail.Notification("4.4.1", action: action)).Kind);

    [Fact]
    public void Read_OurOwnHeadComesBack_NamesTheReaderWhateverTheAddress()
    {
        var id = _desk.Keys.IdOf("reader@example.org");
        var notice = Single(ReturnedMail.Notification("5.1.1", address: "forwarded@elsewhere.example", original: _desk.HeadFor(id)));
        Assert.Equal(id, notice.Proven);
    }

    [Theory]
    [InlineData("https://journal.example/unsubscribe/k1.aaaaaaaaaaaaaaaaaaaaaaaaaa.0.0.AAAA")]
    [InlineData("https://journal.example/unsubscribe/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public void Read_ForgedHead_NamesNobody(string link) =>
        Assert.Null(Single(ReturnedMail.Notification("5.1.1", original: ReturnedMail.HeadWith(link))).Proven);

    [Fact]
    public void Read_TokenOfAnotherPurpose_NamesNobody()
    {
        var token = _desk.Keys.Sign(Pipeline.Subscribers.TokenPurpose.Preferences, new(_desk.Keys.IdOf("reader@example.org"), 0), null);
        Assert.Null(Single(ReturnedMail.Notification("5.1.1", original: ReturnedMail.HeadWith("https://journal.example/unsubscribe/" + token))).Proven);
    }

    [Theory]
    [InlineData("abuse", BounceKind.Complaint)]
    [InlineData("Abuse", BounceKind.Complaint)]
    [InlineData("fraud", BounceKind.Complaint)]
    [InlineData("opt-out", BounceKind.Complaint)]
    [InlineData("auth-failure", BounceKind.Policy)]
    [InlineData("not-spam", BounceKind.None)]
    public void Read_FeedbackReport_IsOfTheClassOfItsType(string type, BounceKind kind)
    {
        var notice = Single(ReturnedMail.Complaint(type));
        Assert.Equal(kind, notice.Kind);
        Assert.Equal("reader@example.org", notice.Address);
    }

    [Fact]
    public void Read_ComplaintWithoutAnAddress_IsFoundByOurOwnHead()
    {
        var id = _desk.Keys.IdOf("reader@example.org");
        Assert.Equal(id, Single(ReturnedMail.Complaint(recipient: null, original: _desk.HeadFor(id))).Proven);
    }

    [Fact]
    public void Read_SeveralRecipients_GivesANoticeForEach()
    {
        var text = Encoding.UTF8.GetString(ReturnedMail.Notification("5.1.1")).Replace(
            "Status: 5.1.1\r\n", "Status: 5.1.1\r\n\r\nFinal-Recipient: rfc822; second@example.org\r\nAction: failed\r\nStatus: 4.2.2\r\n", StringComparison.Ordinal);
        var report = Assert.IsType<BounceReading.Report>(_desk.Reader.Read(ReturnedMail.Bytes(text), Make.Token));
        Assert.Equal([BounceKind.Hard, BounceKind.Soft], report.Notices.Select(notice => notice.Kind));
        Assert.Equal(["reader@example.org", "second@example.org"], report.Notices.Select(notice => notice.Address));
    }

    [Theory]
    [InlineData("From: a@example.org\nSubject: Out of office\n\nI am away.\n", BounceReasons.NoReport)]
    [InlineData("", BounceReasons.NoReport)]
    [InlineData("\0\u0001\u0002 no mail", BounceReasons.NoReport)]
    public void Read_NoReport_IsUnknownWithItsReason(string text, string reason)
    {
        var unknown = Assert.IsType<BounceReading.Unknown>(_desk.Reader.Read(ReturnedMail.Bytes(text), Make.Token));
        Assert.True(unknown.Reason == reason || unknown.Reason == BounceReasons.Damaged, unknown.Reason);
    }

    [Theory]
    [InlineData("unknown; 12345")]
    [InlineData("rfc822;")]
    [InlineData("rfc822; nobody")]
    public void Read_RecipientIsNoAddress_SaysSo(string field)
    {
        var text = Encoding.UTF8.GetString(ReturnedMail.Notification("5.1.1")).Replace("rfc822; reader@example.org", field, StringComparison.Ordinal);
        Assert.Equal(new BounceReading.Unknown(BounceReasons.NoRecipient), _desk.Reader.Read(ReturnedMail.Bytes(text), Make.Token));
    }

    [Fact]
    public void Read_AnyBytes_EndsWithoutAnException()
    {
        var whole = ReturnedMail.Complaint(original: _desk.HeadFor(_desk.Keys.IdOf("reader@example.org")));
        var random = new Random(6);
        for (var i = 0; i < 600; i++)
        {
            var bytes = whole[..random.Next(whole.Length + 1)].ToArray();
            for (var change = 0; change < i % 9 && bytes.Length > 0; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            Assert.NotNull(_desk.Reader.Read(bytes, Make.Token));
        }
    }

    [Fact]
    public void Read_NestedWithoutEnd_EndsSoon()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 3000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
        }

        Assert.IsType<BounceReading.Unknown>(_desk.Reader.Read(ReturnedMail.Bytes(text.ToString()), Make.Token));
    }

    private BounceNotice Single(byte[] mail) => Assert.Single(Assert.IsType<BounceReading.Report>(_desk.Reader.Read(mail, Make.Token)).Notices);
}
