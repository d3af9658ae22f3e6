using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Pipeline.Testing;

/// <summary>A mail server inside the test process, on a free port of 127.0.0.1, that keeps what it takes and misbehaves as told. Thread-safe.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private readonly ConcurrentDictionary<Task, byte> _sessions = new();
    private readonly Task _loop;
    private volatile int _fault;

    /// <summary>Starts listening.</summary>
    public SmtpSink()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _loop = ListenAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>What it does wrong from the next connection on.</summary>
    public SmtpFault Fault
    {
        get => (SmtpFault)_fault;
        set => _fault = (int)value;
    }

    /// <summary>The mails taken so far, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        await Task.WhenAll(_sessions.Keys);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stop.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            var session = ServeAsync(client);
            _sessions.TryAdd(session, 0);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await new SmtpSession(client.GetStream(), Fault, _mails.Enqueue).RunAsync(_stop.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The client hung up, or the test is over.
                return;
            }
        }
    }
}
