using System.Net;
using System.Net.Sockets;

namespace Pipeline.LocalHost.Tools;

/// <summary>Ports of 127.0.0.1. Each port is given out once.</summary>
internal sealed class FreePorts(Terminal terminal)
{
    private readonly HashSet<int> _given = [];

    /// <summary>The port wanted or, where somebody holds it, another one, which is said.</summary>
    public int Take(int wanted, string use)
    {
        if (_given.Add(wanted) && IsFree(wanted))
        {
            return wanted;
        }

        int other;
        do
        {
            other = AnyFree();
        }
        while (!_given.Add(other));
        terminal.Note($"Port {wanted} is taken: {use} on port {other} instead.");
        return other;
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int AnyFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
