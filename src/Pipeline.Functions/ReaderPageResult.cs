using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pipeline.Subscribers.Pages;

namespace Pipeline.Functions;

/// <summary>Writes a page of readers as the answer to a request.</summary>
public sealed class ReaderPageResult(ReaderPage page) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.HttpContext.Response;
        response.StatusCode = page.Status;
        response.ContentType = page.ContentType;
        foreach (var (name, value) in page.Headers)
        {
            response.Headers[name] = value;
        }

        await response.WriteAsync(page.Content, Encoding.UTF8, context.HttpContext.RequestAborted);
    }
}
