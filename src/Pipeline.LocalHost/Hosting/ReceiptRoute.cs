using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pipeline.Receipts;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Serves the receipts to the person at this machine. The deployable has no such route: there, the storage account decides who may read them.</summary>
internal static class ReceiptRoute
{
    /// <summary>Where they stand on the site.</summary>
    public const string Folder = "receipts/";

    public static void Map(IEndpointRouteBuilder routes, IReceiptStore receipts) =>
        routes.MapGet("/" + Folder + "{name}", context => AnswerAsync(context, (string?)context.GetRouteValue("name"), receipts));

    private static async Task AnswerAsync(HttpContext context, string? name, IReceiptStore receipts)
    {
        if (!ReceiptName.IsFile(name) || await receipts.FindAsync(name, context.RequestAborted) is not { } content)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = (ReceiptName.IsPage(name) ? MediaTypeNames.Text.Html : MediaTypeNames.Application.Json) + "; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-cache";
        await context.Response.WriteAsync(content, Encoding.UTF8, context.RequestAborted);
    }
}
