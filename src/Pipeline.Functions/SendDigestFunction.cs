using Microsoft.Azure.Functions.Worker;
using Pipeline.Digest;

namespace Pipeline.Functions;

/// <summary>Makes and queues the digests that are due, on the schedule of setting <c>DigestSchedule</c> (six fields, UTC; every 15 minutes).</summary>
public sealed class SendDigestFunction(SendDigest send)
{
    [Function("SendDigest")]
    public Task RunAsync([TimerTrigger("%DigestSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        send.RunAsync(isEdition: false, cancellationToken);
}
