using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>Finds the story that an article belongs to, by its weightiest names: a short read for each of them and a point read for each candidate. Thread-safe.</summary>
public sealed class StoryFinder
{
    private const int MaxKeys = 8;
    private const int StoriesAKey = 20;
    private const int MaxCandidates = 6;

    // From this multiple of the similarity that is needed an article shows that two stories are one. Of stories without a common language just enough is enough: they
    // could not meet by their words.
    private const double BridgeFactor = 2;

    private readonly IStoryStore _stories;
    private readonly MergingOptions _options;

    /// <summary>Looks in <paramref name="stories"/>.</summary>
    public StoryFinder(IStoryStore stories, IOptions<MergingOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _stories = stories;
        _options = options.Value;
    }

    /// <summary>The names and stems under which a story is looked up for an article with <paramref name="profile"/>.</summary>
    public static IEnumerable<StoryTerm> KeyEntries(IReadOnlyList<StoryTerm> profile) => profile.Take(MaxKeys);

    /// <summary>The story of <paramref name="article"/> and others that it shows to be the same, best first; empty where it founds one.</summary>
    public async Task<IReadOnlyList<Story>> FindAsync(StoryArticle article, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        var found = await Task.WhenAll(KeyEntries(article.Profile).Select(entry => _stories.FindByNameAsync(entry.Key, StoriesAKey, cancellationToken))).ConfigureAwait(false);
        var stories = await Task.WhenAll(MostFound(found).Select(id => ResolveAsync(id, cancellationToken))).ConfigureAwait(false);
        var profile = new ProfileMatch(article.Profile);
        var near = stories.OfType<Story>().DistinctBy(story => story.Id)
            .Select(story => (Story: story, Fit: FitOf(article, profile, story)))
            .Where(candidate => candidate.Fit >= 1)
            .OrderByDescending(candidate => candidate.Fit).ThenBy(candidate => candidate.Story.Id.Value, StringComparer.Ordinal)
            .ToList();
        return [.. near.Where((candidate, i) => i == 0 || candidate.Fit >= BridgeFactor || !ShareLanguage(near[0].Story, candidate.Story)).Select(candidate => candidate.Story)];
    }

    /// <summary>The story that <paramref name="id"/> is now, or null.</summary>
    public async Task<Story?> ResolveAsync(StoryId id, CancellationToken cancellationToken) =>
        (await _stories.FindHeirAsync(id, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>How well <paramref name="article"/> fits: 1 is just enough. The longer a story has been silent, the more is needed.</summary>
    internal double FitOf(StoryArticle article, Story story) => FitOf(article, new ProfileMatch(article.Profile), story);

    private static bool ShareLanguage(Story one, Story other) =>
        LanguagesOf(one).Intersect(LanguagesOf(other), StringComparer.Ordinal).Any();

    private static IEnumerable<string> LanguagesOf(Story story) => story.Profile.Where(entry => entry.Name is null).Select(entry => entry.Key[..entry.Key.IndexOf(':', StringComparison.Ordinal)]);

    // The stories that are found under most names.
    private static IEnumerable<StoryId> MostFound(IReadOnlyList<StoryId>[] found)
    {
        var counts = new Dictionary<StoryId, int>();
        foreach (var ids in found)
        {
            foreach (var id in ids)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, id, out _)++;
            }
        }

        return counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key.Value, StringComparer.Ordinal).Take(MaxCandidates).Select(entry => entry.Key);
    }

    private double FitOf(StoryArticle article, ProfileMatch profile, Story story)
    {
        if (story.Articles == 0 || story.Articles >= _options.StoryArticles)
        {
            return 0;
        }

        var silence = Math.Max(0, Math.Max(article.Published.DayNumber - story.Last.DayNumber, story.First.DayNumber - article.Published.DayNumber));
        var needed = _options.SameStory * (1 + ((double)silence / _options.StoryDays));
        return profile.SimilarityTo(story.Profile) / needed;
    }
}
