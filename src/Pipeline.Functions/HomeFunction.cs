using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Site;

namespace Pipeline.Functions;

/// <summary><c>GET /</c>: the home page in the visitor's language.</summary>
public sealed class HomeFunction(ShowHome home)
{
    // An empty route would be the function's name to the Functions host, and "/" no pattern behind the empty prefix: a part that must be empty is both.
    [Function("Home")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{ignored:maxlength(0)?}")] HttpRequest request, CancellationToken cancellationToken) =>
        new SiteResult(await home.ChooseAsync(request.Headers.AcceptLanguage, cancellationToken));
}
