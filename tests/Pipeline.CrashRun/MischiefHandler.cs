using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Pipeline.CrashRun;

/// <summary>Counts the calls to storage, below the retries of the SDK, and does the mischief.</summary>
internal sealed class MischiefHandler(Mischief mischief) : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>How long the clients wait for a reply.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Random _random = new(mischief is Mischief.Faults faults ? faults.Seed : 0);
    private int _calls;

    public int Calls => _calls;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = Interlocked.Increment(ref _calls);
        if (mischief is Mischief.Kill { IsAfter: false } before && before.Call == call)
        {
            Die();
        }

        if (mischief is Mischief.Faults)
        {
            return await FaultyAsync(request, cancellationToken);
        }

        var reply = await base.SendAsync(request, cancellationToken);
        if (mischief is Mischief.Kill { IsAfter: true } after && after.Call == call)
        {
            Die();
        }

        return reply;
    }

    private async Task<HttpResponseMessage> FaultyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (Next(200))
        {
            case < 10:
                return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { RequestMessage = request, Content = new ByteArrayContent([]) };
            case < 20:
                var throttled = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = request, Content = new ByteArrayContent([]) };
                throttled.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.Zero);
                return throttled;
            case < 40:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new HttpRequestException("The reply was lost.");
            case < 50:
                return await SlowAsync(request, Patience / 20, cancellationToken);
            case < 52:
                // The client gives up and asks again, though the server has done it.
                return await SlowAsync(request, Patience * 2, cancellationToken);
            default:
                return await base.SendAsync(request, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> SlowAsync(HttpRequestMessage request, TimeSpan by, CancellationToken cancellationToken)
    {
        var reply = await base.SendAsync(request, cancellationToken);
        await Task.Delay(by, cancellationToken);
        return reply;
    }

    private int Next(int below)
    {
        lock (_lock)
        {
            return _random.Next(below);
        }
    }

    // SIGKILL: no handler, no finally block, no flush.
    private static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
