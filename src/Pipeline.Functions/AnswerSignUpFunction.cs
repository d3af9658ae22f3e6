using Microsoft.Azure.Functions.Worker;
using Pipeline.Subscribers;

namespace Pipeline.Functions;

/// <summary>Writes to whoever signed up. The same ticket may come twice; the reader's row decides.</summary>
public sealed class AnswerSignUpFunction(AnswerSignUp answer)
{
    [Function("AnswerSignUp")]
    public Task RunAsync([QueueTrigger("signups", Connection = "Storage")] SignUpTicket ticket, CancellationToken cancellationToken) =>
        answer.RunAsync(ticket, cancellationToken);
}
