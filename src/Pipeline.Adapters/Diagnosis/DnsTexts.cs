using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Pipeline.Adapters.Diagnosis;

/// <summary>
/// Asks the name servers of this machine over UDP, and over TCP where a reply was cut off. .NET looks up addresses only, and a few texts are no reason for a
/// package. Thread-safe.
/// </summary>
internal sealed class DnsTexts(IReadOnlyList<IPEndPoint> servers, TimeSpan patience) : IDnsTexts
{
    private const int Port = 53;
    private const int Rounds = 2;
    private const int HeaderBytes = 12;

    /// <summary>The servers that this machine asks.</summary>
    public static DnsTexts OfThisMachine() => new(
        [
            .. NetworkInterface.GetAllNetworkInterfaces()
                .Where(line => line.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
                .SelectMany(line => line.GetIPProperties().DnsAddresses)
                .Distinct()
                .Select(address => new IPEndPoint(address, Port)),
        ],
        TimeSpan.FromSeconds(2));

    public async Task<DnsAnswer> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (DnsMessage.Question((ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1), name) is not { } question)
        {
            return new DnsAnswer.Nothing();
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var server in servers)
            {
                if (await AskAsync(server, question, cancellationToken).ConfigureAwait(false) is var answer and not DnsAnswer.NoAnswer)
                {
                    return answer;
                }
            }
        }

        return new DnsAnswer.NoAnswer();
    }

    private async Task<DnsAnswer> AskAsync(IPEndPoint server, byte[] question, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var reply = await OverUdpAsync(server, question, limit.Token).ConfigureAwait(false);
            if (DnsMessage.IsTruncated(reply))
            {
                reply = await OverTcpAsync(server, question, limit.Token).ConfigureAwait(false);
            }

            return DnsMessage.IsReplyTo(reply, question) ? DnsMessage.Read(reply, question) : new DnsAnswer.NoAnswer();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DnsAnswer.NoAnswer();
        }
        catch (Exception failure) when (failure is SocketException or EndOfStreamException)
        {
            return new DnsAnswer.NoAnswer();
        }
    }

    // What does not answer the question is somebody else's, and passed over.
    private static async Task<byte[]> OverUdpAsync(IPEndPoint server, byte[] question, CancellationToken cancellationToken)
    {
        using var socket = new UdpClient(server.AddressFamily);
        socket.Connect(server);
        await socket.SendAsync(question, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var packet = await socket.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (packet.Buffer.Length >= HeaderBytes && DnsMessage.IsReplyTo(packet.Buffer, question))
            {
                return packet.Buffer;
            }
        }
    }

    private static async Task<byte[]> OverTcpAsync(IPEndPoint server, byte[] question, CancellationToken cancellationToken)
    {
        using var client = new TcpClient(server.AddressFamily);
        await client.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        var stream = client.GetStream();
        var framed = new byte[question.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)question.Length);
        question.CopyTo(framed, 2);
        await stream.WriteAsync(framed, cancellationToken).ConfigureAwait(false);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, cancellationToken).ConfigureAwait(false);
        var reply = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(reply, cancellationToken).ConfigureAwait(false);
        return reply.Length >= HeaderBytes ? reply : throw new EndOfStreamException();
    }
}
