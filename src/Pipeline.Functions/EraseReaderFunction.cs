using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Subscribers.Pages;

namespace Pipeline.Functions;

/// <summary><c>/preferences/{token}/erase</c>: GET shows a button and changes nothing, POST erases what is kept of a reader.</summary>
public sealed class EraseReaderFunction(PreferencesPages pages)
{
    [Function("EraseReader")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "preferences/{token}/erase")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        new ReaderPageResult(request.IsPost()
            ? await pages.EraseAsync(token, await request.FormFieldsAsync(cancellationToken), request.Languages(), cancellationToken)
            : await pages.ShowEraseAsync(token, request.Languages(), cancellationToken));
}
