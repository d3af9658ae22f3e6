using Microsoft.Azure.Functions.Worker;
using Pipeline.Articles;

namespace Pipeline.Functions;

/// <summary>Takes up, every ten minutes, work on articles that was begun and not ended.</summary>
public sealed class SweepFunction(SweepOutboxes sweep)
{
    [Function("Sweep")]
    public Task RunAsync([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => sweep.RunAsync(cancellationToken);
}
