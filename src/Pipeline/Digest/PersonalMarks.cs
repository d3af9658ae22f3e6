namespace Pipeline.Digest;

/// <summary>
/// Marks that stand in the content of a variant in place of what is each reader's own. They are addresses of a name that never resolves, so that a
/// mark which is left by mistake leads nowhere, and pass any check of schemes.
/// </summary>
public static class PersonalMarks
{
    /// <summary>The name in every mark; it stands nowhere else in the content of a variant.</summary>
    public const string Host = "reader.invalid";

    /// <summary>The reader's page to leave the list.</summary>
    public const string Unsubscribe = $"https://{Host}/unsubscribe";

    /// <summary>The reader's page of preferences.</summary>
    public const string Preferences = $"https://{Host}/preferences";

    /// <summary><paramref name="content"/> with one reader's links in place of the marks; the links hold no character that HTML or text would have to escape.</summary>
    public static string Fill(string content, string unsubscribe, string preferences)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.Replace(Unsubscribe, unsubscribe, StringComparison.Ordinal).Replace(Preferences, preferences, StringComparison.Ordinal);
    }
}
