using Microsoft.Extensions.Time.Testing;
using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.InMemory;
using Pipeline.Stories;

namespace Pipeline.Tests.Stories;

/// <summary>Whole articles, read by the real finder of events, over stores in memory.</summary>
internal sealed class StoryRoom : IDisposable
{
    private readonly LanguageDetector _detector = new(LanguagePack.Shipped);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero));
    private readonly EventProjection _projection;
    private long _version;

    public StoryRoom()
    {
        _projection = Make.Projection(Events, Stories, _time);
        Rule = new RuleOnEvents(Stories, Events, Make.Update(Events, Stories, _time), _time);
    }

    public RuleOnEvents Rule { get; }

    public InMemoryEventStore Events { get; } = new();

    public InMemoryStoryStore Stories { get; } = new();

    /// <summary>Tells an article; its first line is its title.</summary>
    public async Task<IReadOnlyList<StoredEvent>> TellAsync(string name, string published, string text, string? source = null)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        var pack = _detector.Detect(text) ?? throw new InvalidOperationException("The language of the article is not known.");
        var article = Make.Article(name, text, DateOnly.Parse(published, System.Globalization.CultureInfo.InvariantCulture), source) with
        {
            Language = pack.Language,
            Title = text[..text.IndexOf('\n', StringComparison.Ordinal)],
        };
        var found = new ArticleExtractor(pack).Extract(text, new DocumentTime(article.Published, false));
        return await _projection.ProjectAsync(article, ++_version, found.Events, Make.Token);
    }

    public Task WithdrawAsync(string name) => _projection.WithdrawAsync(ArticleId.FromBlobName(name), ++_version, Make.Token);

    public void Dispose() => _projection.Dispose();
}
