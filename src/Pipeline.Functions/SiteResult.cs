using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pipeline.Site;

namespace Pipeline.Functions;

/// <summary>Sends a page or a feed, or 304 to a request whose copy is still good; HEAD gets the same without the body.</summary>
public sealed class SiteResult(SiteReply reply) : IActionResult
{
    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var request = context.HttpContext.Request;
        var conditions = request.GetTypedHeaders();
        var sent = reply.For(request.Headers.IfNoneMatch, conditions.IfModifiedSince);
        var response = context.HttpContext.Response;
        response.StatusCode = sent.Status;
        foreach (var (name, value) in sent.Headers)
        {
            response.Headers[name] = value;
        }

        if (sent.ETag is { } tag)
        {
            response.Headers.ETag = tag;
        }

        if (sent.LastModified is { } modified)
        {
            response.Headers.LastModified = modified.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        }

        if (sent.ContentType.Length > 0)
        {
            response.ContentType = sent.ContentType;
            response.ContentLength = sent.Body.Length;
        }

        if (!HttpMethods.IsHead(request.Method) && !sent.Body.IsEmpty)
        {
            await response.Body.WriteAsync(sent.Body, context.HttpContext.RequestAborted);
        }
    }
}
