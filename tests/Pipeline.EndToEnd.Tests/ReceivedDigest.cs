using MimeKit;
using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>A digest as the reader's mail program sees it.</summary>
internal sealed record ReceivedDigest(string Subject, string Html, string Text)
{
    public static ReceivedDigest Of(ReceivedMail mail) => Of(new MemoryStream(mail.Content.ToArray()));

    /// <summary>The digest, once it has kept all <see cref="MailRules"/>.</summary>
    public static ReceivedDigest Of(Stream content)
    {
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        Assert.Empty(MailRules.Broken(copy.ToArray()));
        copy.Position = 0;
        return Read(copy);
    }

    private static ReceivedDigest Read(Stream content)
    {
        using var message = MimeMessage.Load(content, TestContext.Current.CancellationToken);
        return new ReceivedDigest(Assert.IsType<string>(message.Subject), Whitespace(message.HtmlBody), Whitespace(message.TextBody));
    }

    // The text part is wrapped: one space for every stretch of white space makes its sentences findable.
    private static string Whitespace(string? text) => string.Join(' ', Assert.IsType<string>(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
