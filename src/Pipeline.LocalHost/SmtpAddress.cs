using System.Globalization;

namespace Pipeline.LocalHost;

/// <summary>Where a mail server listens.</summary>
internal sealed record SmtpAddress(string Host, int Port)
{
    /// <summary>Reads <c>host:port</c>; null where it is none.</summary>
    public static SmtpAddress? TryParse(string text)
    {
        var cut = text.LastIndexOf(':');
        return cut > 0 && int.TryParse(text.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? new SmtpAddress(text[..cut].Trim('[', ']'), port)
            : null;
    }
}
