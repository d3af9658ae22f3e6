using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Pipeline.Subscribers;

/// <summary>
/// Takes a sign-up. It never looks whose the address is: whoever reads the answer or takes its time learns nothing about it. The rest is the work of
/// <see cref="AnswerSignUp"/>. Thread-safe.
/// </summary>
public sealed class Subscribe(ISignUpQueue queue, ISignUpCounts counts, KeyRing keys, IOptions<SubscriberOptions> options, TimeProvider time)
{
    private const string Everybody = "all";

    /// <summary>Takes <paramref name="signUp"/> from <paramref name="source"/> (see <see cref="SignUpSource"/>), unless too many have come.</summary>
    public async Task<SubscribeOutcome> RunAsync(SignUp signUp, string source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signUp);
        var now = time.GetUtcNow();

        // The source first: one that is over its own limit cannot use up that of all.
        if (!await counts.TryTakeAsync(keys.HashOf(source), now, options.Value.MaxPerSource, cancellationToken).ConfigureAwait(false)
            || !await counts.TryTakeAsync(Everybody, now, options.Value.MaxPerHour, cancellationToken).ConfigureAwait(false))
        {
            return SubscribeOutcome.TooMany;
        }

        await queue.EnqueueAsync(TicketOf(signUp, keys), cancellationToken).ConfigureAwait(false);
        return SubscribeOutcome.Taken;
    }

    internal static SignUpTicket TicketOf(SignUp signUp, KeyRing keys) => new(keys.Seal(JsonSerializer.Serialize(signUp)));
}
