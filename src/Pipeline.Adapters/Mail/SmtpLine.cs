using System.Net;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Pipeline.Adapters.Mail;

/// <summary>
/// The line to a mail server. What is written leaves when it is flushed or an answer is awaited, in few packets: MailKit writes 4 KB at a time, and each costs both sides
/// a turn. Reads and writes end after their timeouts, also asynchronous ones, which those of <see cref="NetworkStream"/> do not. For one user at a time.
/// </summary>
internal sealed class SmtpLine : Stream
{
    private const int BufferBytes = 32 * 1024;

    private readonly NetworkStream _stream;
    private readonly string _localName;
    private readonly byte[] _pending = GC.AllocateUninitializedArray<byte>(BufferBytes);
    private int _count;

    private SmtpLine(Socket socket)
    {
        _localName = LiteralOf(((IPEndPoint)socket.LocalEndPoint!).Address);
        _stream = new(socket, ownsSocket: true);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanTimeout => true;

    /// <inheritdoc/>
    public override int ReadTimeout { get; set; } = Timeout.Infinite;

    /// <inheritdoc/>
    public override int WriteTimeout { get; set; } = Timeout.Infinite;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Connects within <see cref="SmtpOptions.ConnectTimeout"/>, without Nagle's algorithm, which MailKit leaves on: with delayed acknowledgements it costs 45 ms a mail.</summary>
    public static async Task<SmtpLine> ConnectAsync(SmtpOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(options.ConnectTimeout);
            await socket.ConnectAsync(options.Host!, options.Port, limit.Token).ConfigureAwait(false);
            return new(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Has <paramref name="client"/> hear the greeting, secure the line as asked for, and say EHLO with our address, since it does not see the socket.</summary>
    public Task GreetAsync(SmtpClient client, SmtpOptions options, CancellationToken cancellationToken)
    {
        client.LocalDomain = _localName;
        return client.ConnectAsync(this, options.Host!, options.Port, SecurityOf(options.Security), cancellationToken);
    }

    /// <summary><paramref name="address"/> as a literal (RFC 5321 4.1.3).</summary>
    internal static string LiteralOf(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{new IPAddress(address.GetAddressBytes())}]" : $"[{address}]";
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        using var limit = LimitOf(ReadTimeout, cancellationToken);
        try
        {
            return await _stream.ReadAsync(buffer, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer within {ReadTimeout} ms.");
        }
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            if (_count == BufferBytes)
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            var some = Math.Min(buffer.Length, BufferBytes - _count);
            buffer[..some].CopyTo(_pending.AsMemory(_count));
            _count += some;
            buffer = buffer[some..];
        }
    }

    /// <inheritdoc/>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_count == 0)
        {
            return;
        }

        using var limit = LimitOf(WriteTimeout, cancellationToken);
        try
        {
            await _stream.WriteAsync(_pending.AsMemory(0, _count), limit.Token).ConfigureAwait(false);
            _count = 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing taken within {WriteTimeout} ms.");
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override void Flush() => FlushAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private static SecureSocketOptions SecurityOf(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.Auto,
    };

    private static CancellationTokenSource LimitOf(int timeout, CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        return limit;
    }
}
