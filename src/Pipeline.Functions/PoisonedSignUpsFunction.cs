using Microsoft.Azure.Functions.Worker;
using Pipeline.Subscribers;

namespace Pipeline.Functions;

/// <summary>Takes sign-ups on which the functions failed at every try.</summary>
public sealed class PoisonedSignUpsFunction(TakePoisonedSignUp take)
{
    [Function("PoisonedSignUps")]
    public void Run([QueueTrigger("signups-poison", Connection = "Storage")] string message) => take.Run(message);
}
