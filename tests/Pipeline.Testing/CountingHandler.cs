using System.Collections.Concurrent;

namespace Pipeline.Testing;

/// <summary>Counts the requests that pass.</summary>
public sealed class CountingHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentDictionary<string, int> _byKind = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Requests until now.</summary>
    public int Count => _count;

    /// <summary>Requests until now by their method; those that list a container or a table count as <c>LIST</c>.</summary>
    public IReadOnlyDictionary<string, int> ByKind => _byKind;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        var isList = request.Method == HttpMethod.Get && request.RequestUri!.Query.Contains("comp=list", StringComparison.Ordinal);
        _byKind.AddOrUpdate(isList ? "LIST" : request.Method.Method, 1, static (_, count) => count + 1);
        return base.SendAsync(request, cancellationToken);
    }
}
