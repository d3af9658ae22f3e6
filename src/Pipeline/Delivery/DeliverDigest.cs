using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Digest;

namespace Pipeline.Delivery;

/// <summary>
/// Sends one issue to one reader at most once: the ledger row is claimed under its version before the mail leaves, so that of two tickets for one
/// delivery only one sends. Thread-safe.
/// </summary>
public sealed partial class DeliverDigest
{
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    private readonly IDeliveryLedger _ledger;
    private readonly IDigestStore _digests;
    private readonly IMailer _mailer;
    private readonly DigestOptions _options;
    private readonly NewsroomOptions _newsroom;
    private readonly TimeProvider _time;
    private readonly ILogger<DeliverDigest> _logger;

    /// <summary>A use case over these stores and <paramref name="mailer"/>.</summary>
    public DeliverDigest(
        IDeliveryLedger ledger, IDigestStore digests, IMailer mailer, IOptions<DigestOptions> options, IOptions<NewsroomOptions> newsroom,
        TimeProvider time, ILogger<DeliverDigest> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(newsroom);
        _ledger = ledger;
        _digests = digests;
        _mailer = mailer;
        _options = options.Value;
        _newsroom = newsroom.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>The ledger row of <paramref name="ticket"/> as it stands afterwards; null where no such delivery is planned.</summary>
    /// <exception cref="MailNotSentException">The mail has surely not gone out; the row is planned again, and the ticket should come back.</exception>
    public async Task<DeliveryEntry?> RunAsync(DeliveryTicket ticket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        if (!TryParse(ticket.Digest, out var id)
            || await _ledger.FindAsync(id, ticket.Recipient, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            LogUnknown(_logger);
            return null;
        }

        var now = _time.GetUtcNow();
        if (row.Value.State == DeliveryState.Claimed && row.Value.ClaimedUntil <= now)
        {
            return await EndAsync(row, DeliveryState.Uncertain, DeliveryAnswers.ClaimExpired, cancellationToken).ConfigureAwait(false);
        }

        if (row.Value.State != DeliveryState.Planned)
        {
            return row.Value;
        }

        var issue = await _digests.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var obstacle = issue is null ? DeliveryAnswers.IssueMissing
            : issue.ExpiresAt <= now ? DeliveryAnswers.Expired
            : RecipientId.Of(_options.Recipient) != ticket.Recipient ? DeliveryAnswers.RecipientUnknown
            : null;
        return obstacle is not null
            ? await EndAsync(row, DeliveryState.Failed, obstacle, cancellationToken).ConfigureAwait(false)
            : await SendAsync(issue!, row, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DeliveryEntry?> SendAsync(DigestIssue issue, Versioned<DeliveryEntry> row, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var claimed = row.Value with { State = DeliveryState.Claimed, Attempts = row.Value.Attempts + 1, ClaimedUntil = now + Claim, At = now };
        if (!await _ledger.TryReplaceAsync(claimed, row.Version, cancellationToken).ConfigureAwait(false))
        {
            return (await _ledger.FindAsync(issue.Id, row.Value.Recipient, cancellationToken).ConfigureAwait(false))?.Value;
        }

        var outcome = await _mailer.SendAsync(MailOf(issue, row.Value.Recipient), cancellationToken).ConfigureAwait(false);
        var (state, answer) = outcome switch
        {
            SendOutcome.Submitted submitted => (DeliveryState.Submitted, submitted.Receipt),
            SendOutcome.NotSent notSent => (DeliveryState.Planned, notSent.Reason),
            SendOutcome.AddressRefused refused => (DeliveryState.Failed, refused.Reason),
            SendOutcome.MessageRefused refused => (DeliveryState.Failed, refused.Reason),
            SendOutcome.SenderRefused refused => (DeliveryState.Failed, refused.Reason),
            SendOutcome.Uncertain uncertain => (DeliveryState.Uncertain, uncertain.Reason),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };

        // Nobody takes a claim over; only a run that saw it expire may have called it uncertain, and the answer in hand is better.
        while (await _ledger.FindAsync(issue.Id, row.Value.Recipient, cancellationToken).ConfigureAwait(false) is { } current
            && (current.Value.State == DeliveryState.Claimed || current.Value.Answer == DeliveryAnswers.ClaimExpired))
        {
            if (await EndAsync(current, state, answer, cancellationToken).ConfigureAwait(false) is { } ended && ended.Answer == answer)
            {
                return state == DeliveryState.Planned ? throw new MailNotSentException(answer) : ended;
            }
        }

        return (await _ledger.FindAsync(issue.Id, row.Value.Recipient, cancellationToken).ConfigureAwait(false))?.Value;
    }

    private async Task<DeliveryEntry?> EndAsync(Versioned<DeliveryEntry> row, DeliveryState state, string answer, CancellationToken cancellationToken)
    {
        var ended = row.Value with { State = state, ClaimedUntil = null, Answer = answer, At = _time.GetUtcNow() };
        if (!await _ledger.TryReplaceAsync(ended, row.Version, cancellationToken).ConfigureAwait(false))
        {
            return (await _ledger.FindAsync(row.Value.Digest, row.Value.Recipient, cancellationToken).ConfigureAwait(false))?.Value;
        }

        if (state == DeliveryState.Planned)
        {
            LogNotSent(_logger, ended.Digest.ToString(), ended.Recipient);
        }
        else
        {
            LogEnded(_logger, ended.Digest.ToString(), ended.Recipient, state.ToString());
        }

        return ended;
    }

    private OutgoingMail MailOf(DigestIssue issue, string recipient) => new()
    {
        Id = Identifier.Of(issue.Id.ToString(), recipient),
        To = _options.Recipient!.Trim(),
        From = _options.From,
        FromName = string.IsNullOrWhiteSpace(_options.FromName) ? _newsroom.Name : _options.FromName,
        Subject = issue.Subject,
        Html = issue.Html,
        Text = issue.Text,
        Language = issue.Language,
        ListId = $"{issue.Id.List}.{_options.From[(_options.From.LastIndexOf('@') + 1)..]}",
        Date = issue.Id.CutOff,
    };

    private static bool TryParse(string text, out DigestId id)
    {
        try
        {
            id = DigestId.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            id = default;
            return false;
        }
    }
}
