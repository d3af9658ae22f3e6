namespace Pipeline.Delivery;

/// <summary>A mail to one reader, ready to be sent.</summary>
public sealed record OutgoingMail
{
    /// <summary>Stable id, the same at every attempt: becomes the Message-ID's left side.</summary>
    public required string Id { get; init; }

    /// <summary>Address of the reader.</summary>
    public required string To { get; init; }

    /// <summary>Address of the sender.</summary>
    public required string From { get; init; }

    /// <summary>Name of the sender as shown.</summary>
    public required string FromName { get; init; }

    /// <summary>Subject, without line ends.</summary>
    public required string Subject { get; init; }

    /// <summary>Both parts, shared by all mails that differ in their <see cref="Links"/> only.</summary>
    public required MailContent Content { get; init; }

    /// <summary>What stands in place of the marks of <see cref="Content"/>; null where it has none.</summary>
    public PersonalLinks? Links { get; init; }

    /// <summary>The HTML part as the reader gets it.</summary>
    public string Html => Links?.Fill(Content.Html) ?? Content.Html;

    /// <summary>The text part as the reader gets it.</summary>
    public string Text => Links?.Fill(Content.Text) ?? Content.Text;

    /// <summary>Language of both parts.</summary>
    public required string Language { get; init; }

    /// <summary>List-Id of the list (RFC 2919), without angle brackets; null for a mail of no list.</summary>
    public string? ListId { get; init; }

    /// <summary>The reader's address for one click (RFC 8058): a POST to it ends the subscription. Null for a mail of no list.</summary>
    public string? UnsubscribeUrl { get; init; }

    /// <summary>Where earlier mails of the list can be read (RFC 2369); null for none.</summary>
    public string? ArchiveUrl { get; init; }

    /// <summary>Where the list is explained (RFC 2369); null for none.</summary>
    public string? HelpUrl { get; init; }

    /// <summary>By which a provider counts complaints: three values of the mailing and the sender's, parted by colons; nothing of the reader. Null for none.</summary>
    public string? FeedbackId { get; init; }

    /// <summary>Whether <c>Precedence: bulk</c> is written: some old mail systems answer less to it, some filters like it less.</summary>
    public bool IsBulk { get; init; }

    /// <summary>The Date header: when the issue was frozen.</summary>
    public required DateTimeOffset Date { get; init; }
}
