using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipeline.Testing;

/// <summary>A name server on a free port of 127.0.0.1 that knows the texts it was given, over UDP and TCP. Thread-safe.</summary>
public sealed class NameServer : IAsyncDisposable
{
    private const int HeaderBytes = 12;
    private const int CodeOfNothing = 3;
    private const int UdpBytes = 1232;
    private readonly UdpClient _udp;
    private readonly TcpListener _tcp;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loops;
    private readonly ConcurrentDictionary<string, string[]> _texts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Starts listening.</summary>
    public NameServer()
    {
        _tcp = new TcpListener(IPAddress.Loopback, 0);
        _tcp.Start();
        Place = (IPEndPoint)_tcp.LocalEndpoint;
        _udp = new UdpClient(Place);
        _loops = Task.WhenAll(OverUdpAsync(), OverTcpAsync());
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Place { get; }

    /// <summary>What it does to a reply before it goes out over UDP; null to say nothing.</summary>
    public Func<byte[], byte[]?> Distort { get; set; } = reply => reply;

    /// <summary>Requests over TCP until now.</summary>
    public int TcpRequests { get; private set; }

    /// <summary>Lets these texts stand under a name.</summary>
    public NameServer With(string name, params string[] texts)
    {
        _texts[name] = texts;
        return this;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loops;
        _udp.Dispose();
        _tcp.Dispose();
        _stop.Dispose();
    }

    private async Task OverUdpAsync()
    {
        try
        {
            while (true)
            {
                var packet = await _udp.ReceiveAsync(_stop.Token);
                var reply = Answer(packet.Buffer);
                if (reply.Length > UdpBytes)
                {
                    reply = reply[..UdpBytes];
                    reply[2] |= 2; // Cut off.
                }

                if (Distort(reply) is { } sent)
                {
                    await _udp.SendAsync(sent, packet.RemoteEndPoint, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private async Task OverTcpAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _tcp.AcceptTcpClientAsync(_stop.Token);
                TcpRequests++;
                var stream = client.GetStream();
                var length = new byte[2];
                await stream.ReadExactlyAsync(length, _stop.Token);
                var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(question, _stop.Token);
                var reply = Answer(question);
                BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)reply.Length);
                await stream.WriteAsync(length, _stop.Token);
                await stream.WriteAsync(reply, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private byte[] Answer(byte[] question)
    {
        var (name, end) = NameIn(question);
        var known = _texts.TryGetValue(name, out var texts);
        using var reply = new MemoryStream();
        reply.Write(question.AsSpan(0, 2));
        reply.Write([0x81, (byte)(0x80 | (known ? 0 : CodeOfNothing)), 0, 1, 0, (byte)(texts?.Length ?? 0), 0, 0, 0, 0]);
        reply.Write(question.AsSpan(HeaderBytes, end - HeaderBytes));
        foreach (var text in texts ?? [])
        {
            var data = Data(text);
            reply.Write([0xC0, HeaderBytes, 0, 16, 0, 1, 0, 0, 1, 0, (byte)(data.Length >> 8), (byte)data.Length]);
            reply.Write(data);
        }

        return reply.ToArray();
    }

    private static (string Name, int End) NameIn(byte[] question)
    {
        var labels = new List<string>();
        var at = HeaderBytes;
        while (question[at] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
            at += 1 + question[at];
        }

        return (string.Join('.', labels), at + 5);
    }

    private static byte[] Data(string text)
    {
        using var data = new MemoryStream();
        foreach (var chunk in Encoding.UTF8.GetBytes(text).Chunk(200))
        {
            data.WriteByte((byte)chunk.Length);
            data.Write(chunk);
        }

        return data.ToArray();
    }
}
