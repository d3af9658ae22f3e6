using Pipeline.Delivery;

namespace Pipeline.Tests.Digest;

/// <summary>Lets every mail leave at once.</summary>
internal sealed class NoSendingLimit : ISendingRate
{
    public Task<TimeSpan> TakeAsync(int mails, CancellationToken cancellationToken) => Task.FromResult(TimeSpan.Zero);
}
