using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Site;

namespace Pipeline.Functions;

/// <summary><c>GET /{language}/digests</c>: the archive.</summary>
public sealed class ArchiveFunction(ShowArchive archive)
{
    [Function("Archive")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{language:length(2)}/digests")] HttpRequest request, string language, CancellationToken cancellationToken) =>
        new SiteResult(await archive.RunAsync(language, request.Query["before"], cancellationToken));
}
