using Microsoft.Extensions.Options;
using Pipeline.Digest;
using Pipeline.Site;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>Makes the mail that brings a variant to one of its readers: the same at every attempt. Thread-safe.</summary>
public sealed class DigestMail
{
    private readonly KeyRing _keys;
    private readonly SiteLinks _links;
    private readonly DigestOptions _digest;
    private readonly DigestMailOptions _mail;
    private readonly NewsroomOptions _newsroom;

    /// <summary>Mails from the sender of <paramref name="digest"/>, with links signed by <paramref name="keys"/>.</summary>
    public DigestMail(
        KeyRing keys, SiteLinks links, IOptions<DigestOptions> digest, IOptions<DigestMailOptions> mail, IOptions<NewsroomOptions> newsroom)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(newsroom);
        _keys = keys;
        _links = links;
        _digest = digest.Value;
        _mail = mail.Value;
        _newsroom = newsroom.Value;
    }

    /// <summary>
    /// The mail. A test says so in its subject and has an id of its own, so that no mailbox takes the real one for its copy; its links are the reader's.
    /// </summary>
    public OutgoingMail Of(DigestVariant variant, Subscriber reader, bool isTest = false)
    {
        ArgumentNullException.ThrowIfNull(variant);
        ArgumentNullException.ThrowIfNull(reader);
        var token = new SubscriberToken(reader.Id, reader.TokenVersion);

        // Without an end: the law and the mailbox providers want a way out of every mail, however old. What ends them is the token's version.
        var links = new PersonalLinks(
            _links.Unsubscribe(_keys.Sign(TokenPurpose.Unsubscribe, token, expires: null)),
            _links.Preferences(_keys.Sign(TokenPurpose.Preferences, token, expires: null)));
        var issue = variant.Issue.ToString();
        return new OutgoingMail
        {
            Id = isTest ? Identifier.Of("test", issue, variant.ContentHash, reader.Id.Value) : Identifier.Of(issue, reader.Id.Value),
            To = reader.Address,
            From = _digest.From,
            FromName = string.IsNullOrWhiteSpace(_digest.FromName) ? _newsroom.Name : _digest.FromName,
            Subject = isTest ? Strings.For(variant.Language).Text("digest.subject.test", ("subject", variant.Subject)) : variant.Subject,
            Content = new(variant.Html, variant.Text),
            Links = links,
            Language = variant.Language,
            ListId = $"{variant.Issue.List}.{_digest.From[(_digest.From.LastIndexOf('@') + 1)..]}",
            UnsubscribeUrl = links.Unsubscribe,
            ArchiveUrl = _links.Archive(variant.Language),
            HelpUrl = _links.Subscribe(variant.Language),
            FeedbackId = $"{issue}:{variant.Issue.List}:digest:{_mail.SenderId}",
            IsBulk = _mail.PrecedenceBulk,
            Date = variant.Issue.CutOff,
        };
    }
}
