namespace Pipeline.Tests.Articles;

/// <summary>Fails after a number of calls, the failing call itself having been done: the worst moment.</summary>
internal sealed class DyingGate(int calls) : ICallGate
{
    private int _left = calls;

    public async Task<T> PassAsync<T>(Func<Task<T>> call)
    {
        var result = await call();
        return Interlocked.Decrement(ref _left) >= 0 ? result : throw new IOException("The store is gone.");
    }
}
