using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Site;

namespace Pipeline.Functions;

/// <summary><c>GET /{language}/upcoming.ics</c>: the calendar of dates to come.</summary>
public sealed class CalendarFunction(ShowCalendar calendar)
{
    [Function("Calendar")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{language:length(2)}/upcoming.ics")] HttpRequest request, string language, CancellationToken cancellationToken) =>
        new SiteResult(await calendar.RunAsync(language, cancellationToken));
}
