using MimeKit;
using Pipeline.Subscribers;

namespace Pipeline.Bounces;

/// <summary>
/// Reads mails that came back: delivery status notifications (RFC 3464) and feedback reports (RFC 5965). Whatever the bytes are, it ends without an exception.
/// Thread-safe.
/// </summary>
public sealed class BounceReader
{
    private const int MaxDepth = 20;
    private const int MaxParts = 200;
    private const int MaxRecipients = 100;
    private readonly KeyRing _keys;
    private readonly TimeProvider _time;

    /// <summary>A reader that knows our own links by the <paramref name="keys"/>.</summary>
    public BounceReader(KeyRing keys, TimeProvider time)
    {
        _keys = keys;
        _time = time;
    }

    /// <summary>What <paramref name="mail"/> reports.</summary>
    public BounceReading Read(ReadOnlyMemory<byte> mail, CancellationToken cancellationToken)
    {
        try
        {
            using var bytes = new MemoryStream(mail.ToArray(), writable: false);
            using var message = MimeMessage.Load(new ParserOptions { MaxMimeDepth = MaxDepth }, bytes, cancellationToken);
            return Read(message, Identifier.Of(mail.Span));
        }
        catch (FormatException)
        {
            return new BounceReading.Unknown(BounceReasons.Damaged);
        }
    }

    private BounceReading Read(MimeMessage message, string id)
    {
        var parts = PartsOf(message.Body);
        var proven = parts.OfType<MessagePart>().Select(part => part.Message?.Headers).Select(ReaderIn).FirstOrDefault(reader => reader is not null);
        var complaint = parts.OfType<MessageFeedbackReport>().FirstOrDefault();
        var status = parts.OfType<MessageDeliveryStatus>().FirstOrDefault();
        var messageId = parts.OfType<MessagePart>().Select(part => part.Message?.MessageId?.Split('@')[0]).FirstOrDefault(left => left is not null);
        IReadOnlyList<BounceNotice>? notices = complaint is not null ? [ComplaintOf(complaint, parts, id, proven)] : status is not null ? FailuresOf(status, id, proven) : null;
        return notices switch
        {
            null => new BounceReading.Unknown(BounceReasons.NoReport),
            _ when notices.All(notice => notice.Proven is null && notice.Address is null) => new BounceReading.Unknown(BounceReasons.NoRecipient),
            _ => new BounceReading.Report([.. notices.Select(notice => notice with { MessageId = messageId })]),
        };
    }

    private static BounceNotice ComplaintOf(MessageFeedbackReport report, List<MimeEntity> parts, string id, SubscriberId? proven)
    {
        var fields = report.Fields;
        var kind = fields["Feedback-Type"]?.Trim().ToUpperInvariant() switch
        {
            "ABUSE" or "FRAUD" or "VIRUS" or "OTHER" or "OPT-OUT" or "OPT-OUT-LIST" => BounceKind.Complaint, // RFC 5965 7.3; opt-out: its drafts
            "AUTH-FAILURE" => BounceKind.Policy, // RFC 6591
            _ => BounceKind.None, // "not-spam" (RFC 6430)
        };
        var original = parts.OfType<MessagePart>().Select(part => part.Message?.Headers["To"]).FirstOrDefault(to => to is not null);
        var address = DeliveryStatus.AddressIn(fields["Original-Rcpt-To"]) ?? DeliveryStatus.AddressIn(fields["Removal-Recipient"]) ?? DeliveryStatus.AddressIn(original);
        return new BounceNotice { Id = id, Kind = kind, Address = address, Proven = proven };
    }

    // The first group is about the whole mail, each other one about a recipient (RFC 3464 2.1).
    private static List<BounceNotice> FailuresOf(MessageDeliveryStatus status, string id, SubscriberId? proven)
    {
        var notices = new List<BounceNotice>();
        foreach (var fields in status.StatusGroups.Skip(1).Where(group => group.Count > 0).Take(MaxRecipients))
        {
            var (kind, code) = DeliveryStatus.KindOf(fields);
            notices.Add(new BounceNotice { Id = id, Kind = kind, Address = DeliveryStatus.AddressOf(fields), Proven = proven, Status = code });
        }

        // A mail of ours has one recipient: where one is proven, the worst group is about that reader.
        return proven is null || notices.Count < 2 ? notices : [notices.MaxBy(notice => notice.Kind == BounceKind.Hard)!];
    }

    // The address to leave the list is signed, and stands in the header of every mail to a reader.
    private SubscriberId? ReaderIn(HeaderList? headers)
    {
        var now = _time.GetUtcNow();
        return headers?["List-Unsubscribe"]?.Split(',')
            .Select(link => link.Trim().TrimStart('<').TrimEnd('>'))
            .Select(link => Uri.TryCreate(link, UriKind.Absolute, out var address) ? address.AbsolutePath.Split('/')[^1] : null)
            .Select(token => _keys.Read(TokenPurpose.Unsubscribe, token, now)?.Reader)
            .FirstOrDefault(reader => reader is not null);
    }

    // Not into returned mails: what hangs on them is theirs.
    private static List<MimeEntity> PartsOf(MimeEntity? body)
    {
        var parts = new List<MimeEntity>();
        var open = new Stack<MimeEntity>();
        if (body is not null)
        {
            open.Push(body);
        }

        while (parts.Count < MaxParts && open.TryPop(out var part))
        {
            parts.Add(part);
            if (part is Multipart multipart)
            {
                foreach (var child in multipart.Reverse())
                {
                    open.Push(child);
                }
            }
        }

        return parts;
    }
}
