using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Maps the HTTP functions onto Kestrel. As with the local Functions host, keys are not asked for.</summary>
internal static class HttpRoutes
{
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<FunctionEntry> functions, FunctionInvoker invoker, HostJson settings)
    {
        foreach (var function in functions)
        {
            if (function.Trigger is FunctionTrigger.Http http)
            {
                var route = "/" + string.Join('/', $"{settings.RoutePrefix}/{http.Route}".Split('/', StringSplitOptions.RemoveEmptyEntries));
                RequestDelegate handler = context => AnswerAsync(context, function, invoker);
                _ = http.Methods.Count == 0 ? routes.Map(route, handler) : routes.MapMethods(route, http.Methods, handler);
            }
        }
    }

    private static async Task AnswerAsync(HttpContext context, FunctionEntry function, FunctionInvoker invoker)
    {
        var result = await invoker.InvokeAsync(function, context.Request, context.RequestAborted);
        if (result is not IActionResult action)
        {
            throw new InvalidOperationException($"Function {function.Name} returned no IActionResult.");
        }

        await action.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
    }
}
