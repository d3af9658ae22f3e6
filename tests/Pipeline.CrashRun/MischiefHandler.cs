using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Pipeline.CrashRun;

/// <summary>Counts the calls to storage, below the retries of the SDK, and does the mischief.</summary>
internal sealed class MischiefHandler(Mischief mischief) : DelegatingHandler(new SocketsHttpHandler())
{
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
        switch (Next(20))
        {
            case 0:
                return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { RequestMessage = request, Content = new ByteArrayContent([]) };
            case 1:
                var throttled = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = request, Content = new ByteArrayContent([]) };
                throttled.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.Zero);
                return throttled;
            case 2 or 3:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new HttpRequestException("The reply was lost.");
            case 4:
                var slow = await base.SendAsync(request, cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
                return slow;
            default:
                return await base.SendAsync(request, cancellationToken);
        }
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
