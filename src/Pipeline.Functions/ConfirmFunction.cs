using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Subscribers.Pages;

namespace Pipeline.Functions;

/// <summary><c>/confirm/{token}</c>: GET shows a button and changes nothing, POST confirms the address.</summary>
public sealed class ConfirmFunction(ConfirmPages pages)
{
    [Function("Confirm")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "confirm/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        new ReaderPageResult(request.IsPost()
            ? await pages.TakeAsync(token, request.Languages(), cancellationToken)
            : await pages.ShowAsync(token, request.Languages(), cancellationToken));
}
