using System.Net;

namespace Pipeline.Adapters.Tests;

/// <summary>Lets the first write of the wanted kind reach the server and then loses its reply, as a broken line does.</summary>
internal sealed class LostReplyHandler(HttpMethod method) : DelegatingHandler(new SocketsHttpHandler())
{
    private int _lost;

    public int Requests { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != method)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        Requests++;
        var reply = await base.SendAsync(request, cancellationToken);
        if (Interlocked.Exchange(ref _lost, 1) == 0)
        {
            Assert.True(reply.IsSuccessStatusCode);
            reply.Dispose();
            throw new HttpRequestException("The reply was lost.", null, HttpStatusCode.ServiceUnavailable);
        }

        return reply;
    }
}
