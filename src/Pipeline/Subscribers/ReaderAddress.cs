using Pipeline.Receipts;

namespace Pipeline.Subscribers;

/// <summary>Reads the address of a reader.</summary>
public static class ReaderAddress
{
    /// <summary>One plain address; null where <paramref name="text"/> is anything else: a name, a group, two addresses, or one with characters that steer a header.</summary>
    public static string? Read(string? text) => EditorAddress.Read(text);

    /// <summary>The address in a form that its owner knows again and nobody else learns from: <c>m…@example.org</c>.</summary>
    public static string Mask(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var at = address.LastIndexOf('@');
        return at <= 0 ? "…" : $"{(char.IsHighSurrogate(address[0]) ? address[..2] : address[..1])}…{address[at..]}";
    }
}
