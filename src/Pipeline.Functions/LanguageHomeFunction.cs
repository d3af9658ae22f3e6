using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Site;

namespace Pipeline.Functions;

/// <summary><c>GET /{language}</c>: the home page in one language.</summary>
public sealed class LanguageHomeFunction(ShowHome home)
{
    [Function("LanguageHome")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{language:length(2)}")] HttpRequest request, string language, CancellationToken cancellationToken) =>
        new SiteResult(await home.RunAsync(language, cancellationToken));
}
