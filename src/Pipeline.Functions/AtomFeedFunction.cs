using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Site;

namespace Pipeline.Functions;

/// <summary><c>GET /{language}/digests.atom</c>: the Atom feed of the digests.</summary>
public sealed class AtomFeedFunction(ShowFeed feed)
{
    [Function("AtomFeed")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{language:length(2)}/digests.atom")] HttpRequest request, string language, CancellationToken cancellationToken) =>
        new SiteResult(await feed.AtomAsync(language, cancellationToken));
}
