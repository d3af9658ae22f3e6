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
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly Task _loop;
    private readonly ConcurrentQueue<string> _logIns = new();
    private readonly Lock _lock = new();
    private SmtpFault _fault;
    private int _faultsLeft;
    private int _connections;

    /// <summary>Starts listening.</summary>
    public SmtpSink()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _loop = ListenAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>What it does wrong from now on, on connections that stand already as well.</summary>
    public SmtpFault Fault
    {
        get
        {
            lock (_lock)
            {
                return _fault;
            }
        }

        set => Misbehave(value, int.MaxValue);
    }

    /// <summary>Connections taken so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Whether it refuses an address for good (550 5.1.1). Set before the first connection.</summary>
    public Func<string, bool> Refuses { get; init; } = _ => false;

    /// <summary>Connections that stand now.</summary>
    public int OpenConnections => _open.Count;

    /// <summary>Who has logged in: user and password as AUTH PLAIN gives them, parted by NUL.</summary>
    public IReadOnlyList<string> LogIns => [.. _logIns];

    /// <summary>The mails taken so far, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    /// <summary>Does <paramref name="fault"/> wrong the next <paramref name="times"/> times, and then nothing.</summary>
    public void Misbehave(SmtpFault fault, int times)
    {
        lock (_lock)
        {
            (_fault, _faultsLeft) = (fault, times);
        }
    }

    /// <summary>Closes all connections without a word, as a server does that restarts.</summary>
    public void HangUp()
    {
        foreach (var client in _open.Keys)
        {
            client.Close();
        }
    }

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

            Interlocked.Increment(ref _connections);
            var session = ServeAsync(client);
            _sessions.TryAdd(session, 0);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            _open.TryAdd(client, 0);
            try
            {
                await new SmtpSession(client.GetStream(), Does, Refuses, _mails.Enqueue, _logIns.Enqueue).RunAsync(_stop.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The client hung up, we did, or the test is over.
                return;
            }
            finally
            {
                _open.TryRemove(client, out _);
            }
        }
    }

    private bool Does(SmtpFault fault)
    {
        lock (_lock)
        {
            if (_fault != fault || _faultsLeft == 0)
            {
                return false;
            }

            _faultsLeft--;
            return true;
        }
    }
}
