using Microsoft.Azure.Functions.Worker;
using Pipeline.Digest;

namespace Pipeline.Functions;

/// <summary>Composes the digest of what is new and queues its mails, on the schedule of setting <c>DigestSchedule</c> (six fields, UTC).</summary>
public sealed class SendDigestFunction(SendDigest send)
{
    [Function("SendDigest")]
    public Task RunAsync([TimerTrigger("%DigestSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        send.RunAsync(cancellationToken);
}
