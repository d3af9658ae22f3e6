using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Site;

namespace Pipeline.Functions;

/// <summary><c>GET /{language}/digests.json</c>: the JSON Feed of the digests.</summary>
public sealed class JsonFeedFunction(ShowFeed feed)
{
    [Function("JsonFeed")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{language:length(2)}/digests.json")] HttpRequest request, string language, CancellationToken cancellationToken) =>
        new SiteResult(await feed.JsonAsync(language, cancellationToken));
}
