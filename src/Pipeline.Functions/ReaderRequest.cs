using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Pipeline.Subscribers;

namespace Pipeline.Functions;

/// <summary>What the pages of readers take from a request.</summary>
internal static class ReaderRequest
{
    private const int MaxFields = 256;
    private const int MaxFieldBytes = 16 * 1024;
    private const int MaxFormBytes = 64 * 1024;

    private static readonly FormOptions s_limits = new()
    {
        ValueCountLimit = MaxFields,
        KeyLengthLimit = 100,
        ValueLengthLimit = MaxFieldBytes,
        BufferBodyLengthLimit = MaxFormBytes,
        MultipartBodyLengthLimit = MaxFormBytes,
    };

    /// <summary>Whether the request is to change something.</summary>
    public static bool IsPost(this HttpRequest request) => HttpMethods.IsPost(request.Method);

    /// <summary>The languages that the browser asks for.</summary>
    public static string? Languages(this HttpRequest request) => request.Headers.AcceptLanguage;

    /// <summary>The query.</summary>
    public static FormFields QueryFields(this HttpRequest request) =>
        new(request.Query.SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? ""))));

    /// <summary>The form; empty where there is none, or it is no form, or far larger than any of ours.</summary>
    public static async Task<FormFields> FormFieldsAsync(this HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType || request.ContentLength > MaxFormBytes)
        {
            return new FormFields();
        }

        try
        {
            var form = await request.ReadFormAsync(s_limits, cancellationToken);
            return new FormFields(form.SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? ""))));
        }
        catch (InvalidDataException)
        {
            return new FormFields();
        }
    }

    /// <summary>From where the request comes, see <see cref="SignUpSource"/>.</summary>
    public static string Source(this HttpRequest request, int trustedProxies) =>
        SignUpSource.Of(request.HttpContext.Connection.RemoteIpAddress, string.Join(',', (IEnumerable<string?>)request.Headers["X-Forwarded-For"]), trustedProxies);
}
