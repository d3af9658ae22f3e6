using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Subscribers.Pages;

namespace Pipeline.Functions;

/// <summary><c>GET /preferences/{token}/export</c>: all that is kept of a reader, as a file.</summary>
public sealed class ExportReaderFunction(PreferencesPages pages)
{
    [Function("ExportReader")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "preferences/{token}/export")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        new ReaderPageResult(await pages.ExportAsync(token, request.Languages(), cancellationToken));
}
