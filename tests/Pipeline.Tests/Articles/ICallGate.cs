namespace Pipeline.Tests.Articles;

/// <summary>Lets calls to a store pass.</summary>
internal interface ICallGate
{
    /// <summary>Runs one call.</summary>
    Task<T> PassAsync<T>(Func<Task<T>> call);
}
