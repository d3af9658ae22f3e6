using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.InMemory;
using Pipeline.Stories;

namespace Pipeline.Testing.Filling;

/// <summary>
/// Fills a storage with <see cref="SyntheticNews"/> fast: the articles go through the real projection in memory, and the rows that it wrote are copied, each once.
/// The storage holds then what the projection would have left there, which is shown by a test.
/// </summary>
public sealed class NewsFill : IDisposable
{
    private readonly RecordedStories _stories = new();
    private readonly RecordedEvents _events = new();
    private readonly EventProjection _projection;

    /// <summary>Nothing yet; changes are stamped by <paramref name="time"/>.</summary>
    public NewsFill(TimeProvider time)
    {
        var options = Options.Create(new MergingOptions());
        var told = new ToldChanges(new InMemoryDigestStore(), Options.Create(new DigestOptions()));
        _projection = new(_stories, _events, new StoryFinder(_stories, options), new StoryUpdate(_stories, _events, told, options, time, NullLogger<StoryUpdate>.Instance));
    }

    /// <summary>Projects articles in memory, from number <paramref name="first"/> until before <paramref name="end"/>.</summary>
    public async Task ProjectAsync(int first, int end, CancellationToken cancellationToken)
    {
        for (var number = first; number < end; number++)
        {
            var (article, events) = SyntheticNews.Of(number);
            await _projection.ProjectAsync(article, 1, events, cancellationToken);
        }
    }

    /// <summary>Copies what was written since the last copy.</summary>
    public async Task CopyAsync(IStoryStore stories, IEventStore events, CancellationToken cancellationToken)
    {
        await _stories.CopyAsync(stories, cancellationToken);
        await _events.CopyAsync(events, cancellationToken);
    }

    /// <summary>Takes for copied what was written: the storage has it from elsewhere.</summary>
    public void Skip()
    {
        _stories.Forget();
        _events.Forget();
    }

    /// <inheritdoc/>
    public void Dispose() => _projection.Dispose();
}
