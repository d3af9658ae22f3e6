namespace Pipeline.Receipts;

/// <summary>Counts mails within the last hour of this process. Thread-safe.</summary>
internal sealed class MailQuota(int maxPerHour, TimeProvider time)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _taken = new();

    /// <summary>Takes one; false where as many as are allowed were taken within the last hour.</summary>
    public bool TryTake()
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            while (_taken.TryPeek(out var oldest) && now - oldest >= Hour)
            {
                _taken.Dequeue();
            }

            if (_taken.Count >= maxPerHour)
            {
                return false;
            }

            _taken.Enqueue(now);
            return true;
        }
    }
}
