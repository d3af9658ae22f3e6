using System.Text;

namespace Pipeline.Articles.Reading.Mail;

/// <summary>Tells a mail by its header block: lines <c>Name: value</c>, some of them such as only mail has.</summary>
internal static class MailHead
{
    private const int MaxHead = 16_384;
    private const int MaxLineLength = 998; // RFC 5322, section 2.1.1.

    private static readonly HashSet<string> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        "from", "to", "cc", "subject", "date", "message-id", "mime-version", "received", "return-path", "content-type", "reply-to", "sender",
        "delivered-to", "content-transfer-encoding", "dkim-signature", "in-reply-to", "references",
    };

    private static readonly HashSet<string> Sure = new(StringComparer.OrdinalIgnoreCase) { "from", "message-id", "mime-version", "received", "return-path", "delivered-to" };

    /// <summary>Whether <paramref name="bytes"/> begin as a message or a mailbox does.</summary>
    public static bool IsAt(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MaxHead)]).ReplaceLineEndings("\n").Split('\n');
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(IsMailbox(bytes) ? 1 : 0))
        {
            if (line.Length == 0)
            {
                break;
            }

            if (line[0] is ' ' or '\t' && names.Count > 0)
            {
                continue; // A folded line goes on.
            }

            if (NameOf(line) is not { } name)
            {
                return false;
            }

            names.Add(name);
        }

        return names.Count(Fields.Contains) >= 2 && names.Overlaps(Sure);
    }

    /// <summary>Whether <paramref name="bytes"/> begin with the line that opens each message of a mailbox.</summary>
    public static bool IsMailbox(ReadOnlySpan<byte> bytes) => bytes.StartsWith("From "u8);

    private static string? NameOf(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var isField = colon > 0 && line.Length <= MaxLineLength && line.AsSpan(0, colon).IndexOfAnyExceptInRange('!', '~') < 0;
        return isField ? line[..colon] : null;
    }
}
