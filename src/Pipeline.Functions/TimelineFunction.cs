using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Site;

namespace Pipeline.Functions;

/// <summary><c>GET /{language}/stories/{id}/timeline.json</c>: a story's timeline for TimelineJS3.</summary>
public sealed class TimelineFunction(ShowStory story)
{
    [Function("Timeline")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{language:length(2)}/stories/{id}/timeline.json")] HttpRequest request, string language, string id, CancellationToken cancellationToken) =>
        new SiteResult(await story.TimelineAsync(language, id, cancellationToken));
}
