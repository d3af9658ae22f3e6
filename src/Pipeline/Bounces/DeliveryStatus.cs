using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit;
using Pipeline.Delivery;

namespace Pipeline.Bounces;

/// <summary>Reads the fields of one recipient in a delivery status notification (RFC 3464 2.3).</summary>
internal static partial class DeliveryStatus
{
    private static readonly string[] s_recipients = ["Original-Recipient", "Final-Recipient"];

    /// <summary>Address of the recipient: the one that we wrote to before the one that a forward made of it; null for none.</summary>
    public static string? AddressOf(HeaderList fields) => s_recipients.Select(name => AddressIn(fields[name])).FirstOrDefault(address => address is not null);

    /// <summary>What the fields say, and the code that says so.</summary>
    public static (BounceKind Kind, EnhancedStatus? Status) KindOf(HeaderList fields)
    {
        // RFC 3464 2.3.3: of the five actions only this one has ended without a mail in a mailbox; a delayed mail is still being tried.
        if (!string.Equals(fields["Action"]?.Trim(), "failed", StringComparison.OrdinalIgnoreCase))
        {
            return (BounceKind.None, EnhancedStatus.Find(fields["Status"]));
        }

        var diagnostic = fields["Diagnostic-Code"];
        var status = EnhancedStatus.Find(fields["Status"]);

        // Servers write 5.0.0 for what they did not understand; the words of the other side then say more.
        var telling = status is { } known && Faults.Of(known) is not null ? status : EnhancedStatus.Find(diagnostic) ?? status;
        var code = Basic().Match(diagnostic ?? "") is { Success: true } match ? int.Parse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        return (KindOf(telling, code, diagnostic), telling);
    }

    /// <summary>The address in <c>rfc822; reader@example.org</c>; null for another type (RFC 3464 2.3.2) or no address.</summary>
    public static string? AddressIn(string? field)
    {
        var text = field?.Trim() ?? "";
        var cut = text.IndexOf(';', StringComparison.Ordinal);
        var type = cut < 0 ? "rfc822" : text[..cut].Trim();
        var address = text[(cut + 1)..].Trim().TrimStart('<').TrimEnd('>');
        return (type.Equals("rfc822", StringComparison.OrdinalIgnoreCase) || type.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            && MailboxAddress.TryParse(address, out var mailbox) && mailbox.Address.Contains('@', StringComparison.Ordinal)
            ? mailbox.Address
            : null;
    }

    private static BounceKind KindOf(EnhancedStatus? status, int code, string? diagnostic)
    {
        var fault = status is { } known && Faults.Of(known) is { } told ? told : Faults.Of(code, diagnostic, SendStage.Recipient);
        return fault switch
        {
            Fault.Address => BounceKind.Hard,
            Fault.Sender => BounceKind.Policy,
            _ => status is { Subject: 5 or 6 or 7 } ? BounceKind.Policy : BounceKind.Soft,
        };
    }

    [GeneratedRegex(@"(?<![0-9.])[45][0-9]{2}(?![0-9.])")]
    private static partial Regex Basic();
}
