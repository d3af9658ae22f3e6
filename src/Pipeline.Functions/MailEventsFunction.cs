using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Bounces;

namespace Pipeline.Functions;

/// <summary><c>POST /api/mail-events?code={function key}</c>: delivery reports of Azure Communication Services, posted by Event Grid.</summary>
public sealed class MailEventsFunction(TakeInMailEvents takeIn)
{
    [Function("MailEvents")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/mail-events")] HttpRequest request, CancellationToken cancellationToken) =>
        await takeIn.RunAsync(request.Body, cancellationToken) switch
        {
            MailEventsAnswer.Handshake handshake => new ObjectResult(new { validationResponse = handshake.Code }) { StatusCode = StatusCodes.Status200OK },
            MailEventsAnswer.Taken taken => new ObjectResult(new { applied = taken.Applied }) { StatusCode = StatusCodes.Status200OK },
            _ => new StatusCodeResult(StatusCodes.Status400BadRequest),
        };
}
