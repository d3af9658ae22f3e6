using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Subscribers.Pages;

namespace Pipeline.Functions;

/// <summary><c>/unsubscribe/{token}</c>: GET shows a button and changes nothing, POST leaves, without cookies or redirect (RFC 8058).</summary>
public sealed class UnsubscribeFunction(UnsubscribePages pages)
{
    [Function("Unsubscribe")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "unsubscribe/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        new ReaderPageResult(request.IsPost()
            ? await pages.TakeAsync(token, request.Languages(), cancellationToken)
            : await pages.ShowAsync(token, request.Languages(), cancellationToken));
}
