using System.Net;
using System.Net.Sockets;

namespace Pipeline.Subscribers;

/// <summary>Tells from where a sign-up comes, as far as that can be believed.</summary>
public static class SignUpSource
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// The source of a request whose connection comes from <paramref name="remote"/>. Of <paramref name="forwardedFor"/> only as many entries count,
    /// from its end, as there are proxies of our own: anybody can write what stands before them.
    /// </summary>
    public static string Of(IPAddress? remote, string? forwardedFor, int trustedProxies)
    {
        var entries = (forwardedFor ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var named = trustedProxies > 0 && entries.Length > 0 ? AddressOf(entries[Math.Max(0, entries.Length - trustedProxies)]) : null;
        return Network(named ?? remote ?? IPAddress.None);
    }

    // With a port or without: 192.0.2.1, 192.0.2.1:4711, 2001:db8::1, [2001:db8::1]:4711.
    private static IPAddress? AddressOf(string text) =>
        IPAddress.TryParse(text, out var address) ? address : IPEndPoint.TryParse(text, out var end) ? end.Address : null;

    // One household or one machine holds a network of 64 bits, and could sign up from each of its addresses.
    private static string Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes)) : address.ToString();
    }
}
