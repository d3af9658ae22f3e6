namespace Pipeline.Stories;

/// <summary>Follows stories to what has become of them.</summary>
internal static class StoryHeirs
{
    private const int MaxAliases = 100;

    /// <summary>The story that <paramref name="id"/> is now, or null.</summary>
    /// <exception cref="InvalidOperationException">It has gone into another one again and again.</exception>
    public static async Task<Versioned<Story>?> FindHeirAsync(this IStoryStore stories, StoryId id, CancellationToken cancellationToken)
    {
        for (var aliases = 0; aliases < MaxAliases; aliases++)
        {
            var story = await stories.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (story?.Value.MergedInto is not { } next)
            {
                return story;
            }

            id = next;
        }

        throw new InvalidOperationException($"Story {id} has gone into another one more than {MaxAliases} times.");
    }
}
