using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pipeline.Subscribers;
using Pipeline.Subscribers.Pages;

namespace Pipeline.Functions;

/// <summary><c>/{language}/subscribe</c>: GET shows the form, POST takes it.</summary>
public sealed class SubscribeFunction(SubscribePages pages, IOptions<SubscriberOptions> options)
{
    [Function("Subscribe")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "{language}/subscribe")] HttpRequest request,
        string language,
        CancellationToken cancellationToken) =>
        new ReaderPageResult(request.IsPost()
            ? await pages.TakeAsync(
                language, await request.FormFieldsAsync(cancellationToken), request.Source(options.Value.TrustedProxies), cancellationToken)
            : pages.Show(language));
}
