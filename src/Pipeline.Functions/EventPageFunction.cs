using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Site;

namespace Pipeline.Functions;

/// <summary><c>GET /{language}/events/{id}</c>: an event's place in its story and, with <c>.ics</c> behind the id, its calendar entry.</summary>
public sealed class EventPageFunction(ShowCalendar calendar)
{
    [Function("EventPage")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{language:length(2)}/events/{id}")] HttpRequest request, string language, string id, CancellationToken cancellationToken) =>
        new SiteResult(await calendar.EventAsync(language, id, cancellationToken));
}
