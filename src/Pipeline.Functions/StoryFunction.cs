using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Site;

namespace Pipeline.Functions;

/// <summary><c>GET /{language}/stories/{id}</c>: a story with its timeline.</summary>
public sealed class StoryFunction(ShowStory story)
{
    [Function("Story")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{language:length(2)}/stories/{id}")] HttpRequest request, string language, string id, CancellationToken cancellationToken) =>
        new SiteResult(await story.RunAsync(language, id, cancellationToken));
}
