using Microsoft.Extensions.Options;

namespace Pipeline.Subscribers;

/// <summary>Erases addresses that nobody has confirmed for long: whoever entered them, their owners never agreed to have them kept. Thread-safe.</summary>
public sealed class ForgetUnconfirmed(ISubscriberStore readers, EraseReader erase, IOptions<SubscriberOptions> options, TimeProvider time)
{
    /// <summary>Erases them; returns how many.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.KeepUnconfirmed;
        var forgotten = 0;
        foreach (var shard in SubscriberId.Shards)
        {
            await foreach (var reader in readers.ListAsync(shard, cancellationToken).ConfigureAwait(false))
            {
                if (reader.State == SubscriberState.Pending && (reader.AskedAt ?? reader.Since) < before)
                {
                    await erase.RunAsync(reader.Id, neverAgain: false, cancellationToken).ConfigureAwait(false);
                    forgotten++;
                }
            }
        }

        return forgotten;
    }
}
