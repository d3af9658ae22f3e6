using Pipeline.Digest;

namespace Pipeline.Delivery;

/// <summary>A reader's own links, which take the place of <see cref="PersonalMarks"/>. They hold no character that HTML or text would have to escape.</summary>
/// <param name="Unsubscribe">The page to leave the list.</param>
/// <param name="Preferences">The page of preferences.</param>
public sealed record PersonalLinks(string Unsubscribe, string Preferences)
{
    /// <summary><paramref name="content"/> with the links in place of the marks.</summary>
    public string Fill(string content) => PersonalMarks.Fill(content, Unsubscribe, Preferences);
}
