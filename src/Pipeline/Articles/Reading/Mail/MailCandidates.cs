using System.Globalization;
using MimeKit;
using MimeKit.Utils;

namespace Pipeline.Articles.Reading.Mail;

/// <summary>
/// What the headers of a mail say about its article. A decoded header may hold line ends that were encoded: they become blanks, and nothing here
/// ever becomes a header again.
/// </summary>
internal static class MailCandidates
{
    /// <summary>The candidates; a date that cannot be read is one too, so that the editor is told.</summary>
    public static IReadOnlyList<MetadataCandidate> Of(MimeMessage message)
    {
        var sender = message.From.Mailboxes.FirstOrDefault();
        return MetadataCandidates.Of(
        [
            (MetadataField.Title, MetadataSource.MailHeader, Subject(message)),
            (MetadataField.Author, MetadataSource.MailHeader, Line(sender?.Name)),
            (MetadataField.Published, MetadataSource.MailHeader, DateOf(message)),
            (MetadataField.Language, MetadataSource.MailHeader, Line(message.Headers[HeaderId.ContentLanguage])),
        ]);
    }

    // By its bytes: what MimeKit decodes has lost the line ends, and the words beside them have grown together.
    private static string? Subject(MimeMessage message)
    {
        var at = message.Headers.IndexOf(HeaderId.Subject);
        return at < 0 ? null : Line(Rfc2047.DecodeText(message.Headers[at].RawValue));
    }

    // MimeKit gives the year 1 for a date that does not exist: then the header as it stands.
    private static string? DateOf(MimeMessage message) =>
        message.Date.Year > 1 ? message.Date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : Line(message.Headers[HeaderId.Date]);

    private static string? Line(string? text) =>
        text is null ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
