using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Adapters;

namespace Pipeline.Functions;

/// <summary><c>GET /api/health</c>: 200 where the storage answers, 503 otherwise.</summary>
public sealed class HealthFunction(StorageHealth storage)
{
    [Function("Health")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request, CancellationToken cancellationToken)
    {
        var isReady = await storage.IsReadyAsync(cancellationToken);
        return new ObjectResult(new { storage = isReady })
        {
            StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
        };
    }
}
