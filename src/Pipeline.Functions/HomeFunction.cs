using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Site;

namespace Pipeline.Functions;

/// <summary><c>GET /</c>: the home page in the visitor's language.</summary>
public sealed class HomeFunction(ShowHome home)
{
    [Function("Home")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "/")] HttpRequest request, CancellationToken cancellationToken) =>
        new SiteResult(await home.ChooseAsync(request.Headers.AcceptLanguage, cancellationToken));
}
