using Microsoft.Extensions.Options;

namespace Pipeline.Delivery;

/// <summary>
/// The lanes in which one process sends, a stretch in each: while one waits for storage, the others send. Together they never have more mails in hand than
/// there are connections. Thread-safe.
/// </summary>
public sealed class SendingLanes : IDisposable
{
    private const int MaxLanes = 4;
    private const int FewMails = 4;

    private readonly SemaphoreSlim _lanes;

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

    /// <summary>Waits for a lane, which is free again when the result is disposed of.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _lanes.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Lane(_lanes);
    }

    /// <inheritdoc/>
    public void Dispose() => _lanes.Dispose();

    private sealed class Lane(SemaphoreSlim lanes) : IDisposable
    {
        public void Dispose() => lanes.Release();
    }
}
