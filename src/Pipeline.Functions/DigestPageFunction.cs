using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Site;

namespace Pipeline.Functions;

/// <summary><c>GET /digests/{issue}/{variant}</c>: a digest as a web page.</summary>
public sealed class DigestPageFunction(ShowDigest digest)
{
    [Function("DigestPage")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "digests/{issue}/{variant}")] HttpRequest request, string issue, string variant, CancellationToken cancellationToken) =>
        new SiteResult(await digest.RunAsync(issue, variant, cancellationToken));
}
