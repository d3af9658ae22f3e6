using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Delivery;

namespace Pipeline.Subscribers;

/// <summary>
/// Writes to whoever signed up: asks to confirm, or reminds of the subscription that is there; not to an address on the suppression list, and to none
/// twice within <see cref="SubscriberOptions.AskAgainAfter"/>. The mark is set before the mail leaves, and taken back only where it has surely not gone
/// out. The same ticket may come twice. Thread-safe.
/// </summary>
public sealed partial class AnswerSignUp(
    ISubscriberStore readers, ISuppressionStore suppressions, SignUpMail mail, IMailer mailer, KeyRing keys, IOptions<SubscriberOptions> options,
    TimeProvider time, ILogger<AnswerSignUp> logger)
{
    /// <summary>Answers one sign-up.</summary>
    /// <exception cref="MailNotSentException">The mail has surely not gone out; the queue tries again.</exception>
    public async Task RunAsync(SignUpTicket ticket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        if (keys.Open(ticket.Content) is not { } content || JsonSerializer.Deserialize<SignUp>(content) is not { } signUp)
        {
            LogForeign(logger);
            return;
        }

        await RunAsync(signUp, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Answers a sign-up that somebody of the newsroom has entered; false where the address is not written to.</summary>
    /// <exception cref="MailNotSentException">The mail has surely not gone out.</exception>
    public async Task<bool> RunAsync(SignUp signUp, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signUp);
        var id = keys.IdOf(signUp.Address);
        if (await suppressions.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            LogSilent(logger, id.Value, entry.Reason.ToString());
            return false;
        }

        return await MarkAsync(id, signUp, cancellationToken).ConfigureAwait(false) is { } marked
            && await SendAsync(marked, cancellationToken).ConfigureAwait(false);
    }

    // The reader as stored with the mark; null where the address was written to not long ago.
    private async Task<Subscriber?> MarkAsync(SubscriberId id, SignUp signUp, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var there = await readers.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (there?.Value is { State: SubscriberState.Suppressed } || now - there?.Value.AskedAt < options.Value.AskAgainAfter)
            {
                LogSilent(logger, id.Value, there!.Value.State.ToString());
                return null;
            }

            var marked = Marked(there?.Value, id, signUp, now);
            if (await readers.TrySaveAsync(marked, there?.Version, cancellationToken).ConfigureAwait(false))
            {
                return marked;
            }
        }
    }

    // Whoever is no active reader is taken at the last word: it counts only once the address is confirmed. Who has left stays so until then.
    private static Subscriber Marked(Subscriber? there, SubscriberId id, SignUp signUp, DateTimeOffset now) => there switch
    {
        null => new()
        {
            Id = id,
            Address = signUp.Address,
            State = SubscriberState.Pending,
            Preferences = signUp.Preferences,
            TokenVersion = now.ToUnixTimeSeconds(), // Higher than any that this address had before it was erased.
            Since = now,
            AskedAt = now,
        },
        { State: SubscriberState.Active } => there with { AskedAt = now },
        _ => there with { Preferences = signUp.Preferences with { ChangedAt = now }, AskedAt = now },
    };

    private async Task<bool> SendAsync(Subscriber marked, CancellationToken cancellationToken)
    {
        SendOutcome outcome;
        try
        {
            outcome = await mailer.SendAsync(mail.To(marked), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A mailer throws only where nothing has gone out.
            await UnmarkAsync(marked, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        switch (outcome)
        {
            case SendOutcome.Submitted:
                LogAsked(logger, marked.Id.Value);
                return true;
            case SendOutcome.NotSent notSent:
                await UnmarkAsync(marked, cancellationToken).ConfigureAwait(false);
                throw new MailNotSentException(notSent.Reason);
            default:
                LogNotSent(logger, marked.Id.Value, outcome.GetType().Name);
                return true;
        }
    }

    private async Task UnmarkAsync(Subscriber marked, CancellationToken cancellationToken)
    {
        var there = await readers.FindAsync(marked.Id, cancellationToken).ConfigureAwait(false);
        while (there is not null && there.Value.AskedAt == marked.AskedAt
            && !await readers.TrySaveAsync(there.Value with { AskedAt = null }, there.Version, cancellationToken).ConfigureAwait(false))
        {
            there = await readers.FindAsync(marked.Id, cancellationToken).ConfigureAwait(false);
        }
    }
}
