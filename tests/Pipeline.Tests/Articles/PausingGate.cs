namespace Pipeline.Tests.Articles;

/// <summary>Stops before its call number <paramref name="stop"/> until it is told to go on, like a worker that the system put to sleep.</summary>
internal sealed class PausingGate(int stop) : ICallGate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    /// <summary>Whether it dies after the call that it woke up for.</summary>
    public bool Dies { get; init; }

    public Task Reached => _reached.Task;

    public void GoOn() => _goOn.TrySetResult();

    public async Task<T> PassAsync<T>(Func<Task<T>> call)
    {
        var number = Interlocked.Increment(ref _calls) - 1;
        if (number == stop)
        {
            _reached.TrySetResult();
            await _goOn.Task;
        }

        var result = await call();
        return Dies && number >= stop ? throw new IOException("The worker died.") : result;
    }
}
