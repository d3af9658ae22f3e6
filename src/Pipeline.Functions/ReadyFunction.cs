using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Adapters.Readiness;

namespace Pipeline.Functions;

/// <summary><c>GET /api/ready</c>: 200 where storage and mail server can be reached, 503 otherwise, with each check and how long it took.</summary>
public sealed class ReadyFunction(AppReadiness readiness)
{
    [Function("Ready")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/ready")] HttpRequest request, CancellationToken cancellationToken)
    {
        var report = await readiness.RunAsync(cancellationToken);
        var checks = report.Checks.Select(check => new
        {
            name = check.Name,
            ready = check.Problem is null,
            problem = check.Problem?.ToString(),
            milliseconds = check.Milliseconds,
        });
        return new ObjectResult(new { ready = report.IsReady, checks })
        {
            StatusCode = report.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
        };
    }
}
