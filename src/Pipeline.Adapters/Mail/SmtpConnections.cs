using Microsoft.Extensions.Options;

namespace Pipeline.Adapters.Mail;

/// <summary>
/// The connections to the mail server: at most <see cref="SmtpOptions.MaxConnections"/>, kept between mails, closed after
/// <see cref="SmtpOptions.MessagesPerConnection"/> mails or <see cref="SmtpOptions.IdleLimit"/> without one. Thread-safe.
/// </summary>
internal sealed class SmtpConnections : IAsyncDisposable, IDisposable
{
    // A server that restarts is noticed by a question, not by a mail.
    private static readonly TimeSpan s_trusted = TimeSpan.FromSeconds(2);

    private readonly SmtpOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _slots; // Never disposed: mails under way at the end still give their slot back.
    private readonly Lock _lock = new();
    private readonly List<SmtpConnection> _idle = [];
    private readonly ITimer _sweeper;
    private bool _isDisposed;

    /// <summary>No connection is opened before the first mail.</summary>
    public SmtpConnections(IOptions<SmtpOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _slots = new(_options.MaxConnections);
        _sweeper = time.CreateTimer(_ => _ = SweepAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// A connection for one mail, once there is one free; given back by <see cref="ReturnAsync"/>. A <paramref name="fresh"/> one is newly opened.
    /// </summary>
    public async Task<SmtpConnection> RentAsync(bool fresh, TransferWatch watch, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (Take() is { } kept)
            {
                if (!fresh && await IsUsableAsync(kept, cancellationToken).ConfigureAwait(false))
                {
                    return kept;
                }

                kept.Dispose();
            }

            return await SmtpConnection.OpenAsync(_options, watch, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _slots.Release();
            throw;
        }
    }

    /// <summary>Lays a connection aside for the next mail, or closes it where it is spent or broken.</summary>
    public async Task ReturnAsync(SmtpConnection connection)
    {
        try
        {
            if (connection.IsOpen && connection.Mails < _options.MessagesPerConnection && Keep(connection))
            {
                return;
            }

            await connection.CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(TakeAll().Select(connection => connection.CloseAsync())).ConfigureAwait(false);
        await _sweeper.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in TakeAll())
        {
            connection.Dispose();
        }

        _sweeper.Dispose();
    }

    private async Task<bool> IsUsableAsync(SmtpConnection kept, CancellationToken cancellationToken)
    {
        var idle = _time.GetUtcNow() - kept.IdleSince;
        return kept.IsOpen && idle < _options.IdleLimit && (idle < s_trusted || await kept.AnswersAsync(cancellationToken).ConfigureAwait(false));
    }

    // The last one laid aside first, so that those not needed grow old.
    private SmtpConnection? Take()
    {
        lock (_lock)
        {
            if (_idle.Count == 0)
            {
                return null;
            }

            var connection = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            return connection;
        }
    }

    private bool Keep(SmtpConnection connection)
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return false;
            }

            connection.IdleSince = _time.GetUtcNow();
            _idle.Add(connection);
            _sweeper.Change(_options.IdleLimit, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    private Task SweepAsync()
    {
        List<SmtpConnection> old;
        lock (_lock)
        {
            var oldest = _time.GetUtcNow() - _options.IdleLimit;
            old = [.. _idle.Where(connection => connection.IdleSince <= oldest)];
            _idle.RemoveAll(old.Contains);
            if (_idle.Count > 0 && !_isDisposed)
            {
                _sweeper.Change(_options.IdleLimit, Timeout.InfiniteTimeSpan);
            }
        }

        return Task.WhenAll(old.Select(connection => connection.CloseAsync()));
    }

    private List<SmtpConnection> TakeAll()
    {
        lock (_lock)
        {
            _isDisposed = true;
            List<SmtpConnection> all = [.. _idle];
            _idle.Clear();
            return all;
        }
    }
}
