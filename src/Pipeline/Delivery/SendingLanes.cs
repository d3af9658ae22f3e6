using Microsoft.Extensions.Options;
using Pipeline.Digest;

namespace Pipeline.Delivery;

/// <summary>
/// The lanes in which one process sends, a stretch in each: while one waits for storage, the others send. Together they never have more mails in hand than
/// there are connections. Stretches of one issue and shard wait for each other. Thread-safe.
/// </summary>
public sealed class SendingLanes : IDisposable
{
    private const int MaxLanes = 4;
    private const int FewMails = 4;

    private readonly SemaphoreSlim _lanes;
    private readonly Lock _lock = new();
    private readonly Dictionary<(DigestId Digest, char Shard), Turn> _turns = [];

    /// <summary>Lanes for the connections of <paramref name="options"/> that <paramref name="mailer"/> has.</summary>
    public SendingLanes(IOptions<DeliveryOptions> options, IMailer mailer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(mailer);
        var mails = Math.Min(options.Value.ConnectionsAtOnce, mailer.MailsAtOnce);
        var lanes = Math.Clamp((mails + FewMails - 1) / FewMails, 1, MaxLanes);
        MailsOfLane = mails / lanes;
        _lanes = new(lanes);
    }

    /// <summary>Mails that one lane has in hand at most.</summary>
    public int MailsOfLane { get; }

    /// <summary>Waits for the turn of a stretch; it is over when the result is disposed of.</summary>
    public async Task<IDisposable> EnterAsync(DigestId digest, char shard, CancellationToken cancellationToken)
    {
        var turn = Join((digest, shard));
        try
        {
            // The shard first, so that whoever waits for it keeps no lane from others.
            await turn.Free.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave((digest, shard), turn);
            throw;
        }

        try
        {
            await _lanes.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            turn.Free.Release();
            Leave((digest, shard), turn);
            throw;
        }

        return new Lane(this, (digest, shard), turn);
    }

    /// <inheritdoc/>
    public void Dispose() => _lanes.Dispose();

    private Turn Join((DigestId Digest, char Shard) key)
    {
        lock (_lock)
        {
            if (!_turns.TryGetValue(key, out var turn))
            {
                _turns.Add(key, turn = new());
            }

            turn.Users++;
            return turn;
        }
    }

    private void Leave((DigestId Digest, char Shard) key, Turn turn)
    {
        lock (_lock)
        {
            if (--turn.Users == 0)
            {
                _turns.Remove(key);
                turn.Free.Dispose();
            }
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Free { get; } = new(1);

        public int Users { get; set; }
    }

    private sealed class Lane(SendingLanes lanes, (DigestId Digest, char Shard) key, Turn turn) : IDisposable
    {
        public void Dispose()
        {
            lanes._lanes.Release();
            turn.Free.Release();
            lanes.Leave(key, turn);
        }
    }
}
