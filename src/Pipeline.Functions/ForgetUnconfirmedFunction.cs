using Microsoft.Azure.Functions.Worker;
using Pipeline.Subscribers;

namespace Pipeline.Functions;

/// <summary>Erases, every night, addresses that nobody has confirmed for long.</summary>
public sealed class ForgetUnconfirmedFunction(ForgetUnconfirmed forget)
{
    [Function("ForgetUnconfirmed")]
    public Task RunAsync([TimerTrigger("0 45 2 * * *")] TimerInfo timer, CancellationToken cancellationToken) => forget.RunAsync(cancellationToken);
}
