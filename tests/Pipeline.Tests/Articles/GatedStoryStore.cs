using Pipeline.Articles;
using Pipeline.Stories;

namespace Pipeline.Tests.Articles;

/// <summary>A story store whose calls pass a gate.</summary>
internal sealed class GatedStoryStore(IStoryStore inner, ICallGate gate) : IStoryStore
{
    public Task<Versioned<Story>?> FindAsync(StoryId id, CancellationToken cancellationToken) => gate.PassAsync(() => inner.FindAsync(id, cancellationToken));

    public Task<bool> TrySaveAsync(Story story, string? version, CancellationToken cancellationToken) =>
        gate.PassAsync(() => inner.TrySaveAsync(story, version, cancellationToken));

    public Task<StoryContent> ReadAsync(StoryId id, CancellationToken cancellationToken) => gate.PassAsync(() => inner.ReadAsync(id, cancellationToken));

    public Task<bool> TryChangeAsync(Story story, string? version, StoryChange change, CancellationToken cancellationToken) =>
        gate.PassAsync(() => inner.TryChangeAsync(story, version, change, cancellationToken));

    public Task SaveRulingAsync(StoryId id, Ruling ruling, CancellationToken cancellationToken) => PassAsync(() => inner.SaveRulingAsync(id, ruling, cancellationToken));

    public Task SaveKeysAsync(StoryId id, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        PassAsync(() => inner.SaveKeysAsync(id, keys, cancellationToken));

    public Task<IReadOnlyList<StoryId>> FindByNameAsync(string name, int limit, CancellationToken cancellationToken) =>
        gate.PassAsync(() => inner.FindByNameAsync(name, limit, cancellationToken));

    public Task<ArticlePlace> FindPlaceAsync(ArticleId article, CancellationToken cancellationToken) =>
        gate.PassAsync(() => inner.FindPlaceAsync(article, cancellationToken));

    public Task<bool> TryPlaceAsync(ArticleId article, ArticleHome home, string? version, CancellationToken cancellationToken) =>
        gate.PassAsync(() => inner.TryPlaceAsync(article, home, version, cancellationToken));

    public IAsyncEnumerable<Story> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

    private Task<bool> PassAsync(Func<Task> call) => gate.PassAsync(async () =>
    {
        await call();
        return true;
    });
}
