using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipeline.Soak.Sending;

/// <summary>A mail server that takes everything, counts, and keeps the first mail only: as fast as this machine allows.</summary>
internal sealed class FastSink : IAsyncDisposable
{
    private const int BufferBytes = 256 * 1024;
    private static readonly byte[] s_end = "\r\n.\r\n"u8.ToArray();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private byte[]? _first;
    private int _mails;

    public FastSink()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _loop = ListenAsync();
    }

    public int Port { get; }

    public int Mails => Volatile.Read(ref _mails);

    /// <summary>Header and body of the first mail, dots stuffed.</summary>
    public byte[] First => _first ?? throw new InvalidOperationException("No mail has come.");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                sessions.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
                sessions.RemoveAll(session => session.IsCompleted);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await TalkAsync(client.GetStream(), _stop.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                return; // The client hung up, or the run is over.
            }
        }
    }

    private async Task TalkAsync(NetworkStream line, CancellationToken cancellationToken)
    {
        // Senders open a connection every few mails: a buffer of its own for each would be measured as theirs.
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await TalkAsync(line, buffer, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task TalkAsync(NetworkStream line, byte[] buffer, CancellationToken cancellationToken)
    {
        var (length, isContent) = (0, false);
        await line.WriteAsync("220 sink\r\n"u8.ToArray(), cancellationToken);
        while (true)
        {
            var read = await line.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return;
            }

            length += read;
            var answers = new StringBuilder();
            while (Next(buffer.AsSpan(0, length), ref isContent, answers) is var used && used > 0)
            {
                buffer.AsSpan(used, length - used).CopyTo(buffer);
                length -= used;
            }

            await line.WriteAsync(Encoding.ASCII.GetBytes(answers.ToString()), cancellationToken);
            if (answers.ToString().EndsWith("221 bye\r\n", StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    // Bytes of one command or one content; zero where it is not whole yet.
    private int Next(ReadOnlySpan<byte> bytes, ref bool isContent, StringBuilder answers)
    {
        var end = isContent ? bytes.IndexOf(s_end) : bytes.IndexOf("\r\n"u8);
        if (end < 0)
        {
            return 0;
        }

        if (isContent)
        {
            Interlocked.CompareExchange(ref _first, bytes[..(end + 2)].ToArray(), null);
            Interlocked.Increment(ref _mails);
            isContent = false;
            answers.Append("250 2.0.0 taken\r\n");
            return end + s_end.Length;
        }

        var command = Encoding.ASCII.GetString(bytes[..Math.Min(end, 4)]).ToUpperInvariant();
        isContent = command == "DATA";
        answers.Append(command switch
        {
            "EHLO" => "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n",
            "DATA" => "354 go on\r\n",
            "QUIT" => "221 bye\r\n",
            _ => "250 2.0.0 ok\r\n",
        });
        return end + 2;
    }
}
