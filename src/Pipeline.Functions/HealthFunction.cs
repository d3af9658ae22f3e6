using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.Functions;

/// <summary><c>GET /api/health</c>: 200 as long as the process answers at all; whether it can work is <see cref="ReadyFunction"/>'s to say.</summary>
public sealed class HealthFunction
{
#pragma warning disable CA1822 // The host calls functions on an instance.
    [Function("Health")]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request) =>
        new ObjectResult(new { alive = true });
#pragma warning restore CA1822
}
