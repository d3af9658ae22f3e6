using Pipeline.Events;
using Pipeline.Stories;
using Pipeline.Subscribers;

namespace Pipeline.Digest;

/// <summary>What of the news readers with one choice of topics want to hear. A name of several words is there where all of them are.</summary>
internal sealed class TopicFilter(TopicChoice topics)
{
    private readonly List<Topic> _followed = [.. topics.Followed.Select(Topic.Of)];
    private readonly List<Topic> _muted = [.. topics.Muted.Select(Topic.Of)];

    /// <summary>Whether an event is told.</summary>
    public bool Takes(StoredEvent found) => (_followed.Count == 0 || _followed.Exists(topic => topic.Is(found))) && !_muted.Exists(topic => topic.Is(found));

    private sealed record Topic(string Text, IReadOnlyList<string> Words)
    {
        public static Topic Of(string text) => new(text.Trim(), WordReader.WordsOf(text));

        public bool Is(StoredEvent found) =>
            found.Story.Value == Text || (Words.Count > 0 && Words.All(word => found.Names.Contains(word, StringComparer.Ordinal)));
    }
}
