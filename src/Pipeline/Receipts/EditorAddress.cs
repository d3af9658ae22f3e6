using MimeKit;

namespace Pipeline.Receipts;

/// <summary>Reads the address of an editor.</summary>
internal static class EditorAddress
{
    // RFC 5321: a path has 256 characters, its angle brackets included.
    private const int MaxCharacters = 254;

    /// <summary>One plain address; null where <paramref name="text"/> is anything else: a name, a group, two addresses, or one with characters that steer a header.</summary>
    public static string? Read(string? text) =>
        text?.Trim() is { Length: > 0 and <= MaxCharacters } address
        && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or ':' or '"' or '(' or ')')
        && MailboxAddress.TryParse(address, out var mailbox)
        && string.Equals(mailbox.Address, address, StringComparison.Ordinal)
        && address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < address.Length - 1
            ? address
            : null;
}
