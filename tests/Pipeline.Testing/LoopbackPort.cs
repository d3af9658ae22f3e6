using System.Net;
using System.Net.Sockets;

namespace Pipeline.Testing;

/// <summary>Ports of this machine.</summary>
public static class LoopbackPort
{
    /// <summary>A port on 127.0.0.1 that nobody holds at this moment.</summary>
    public static int FindFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
