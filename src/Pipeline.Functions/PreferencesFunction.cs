using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Subscribers.Pages;

namespace Pipeline.Functions;

/// <summary><c>/preferences/{token}</c>: GET shows what a reader has chosen, POST stores it.</summary>
public sealed class PreferencesFunction(PreferencesPages pages)
{
    [Function("Preferences")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "preferences/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        new ReaderPageResult(request.IsPost()
            ? await pages.TakeAsync(token, await request.FormFieldsAsync(cancellationToken), request.Languages(), cancellationToken)
            : await pages.ShowAsync(token, request.QueryFields(), request.Languages(), cancellationToken));
}
