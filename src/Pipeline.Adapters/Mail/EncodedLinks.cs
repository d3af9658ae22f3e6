using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>A reader's links in the form of <see cref="EncodedText"/>.</summary>
/// <param name="links">The links.</param>
internal sealed class EncodedLinks(PersonalLinks links)
{
    /// <summary>The page to leave the list.</summary>
    public byte[] Unsubscribe { get; } = EncodedText.EncodeBefore(links.Unsubscribe);

    /// <summary>The page of preferences.</summary>
    public byte[] Preferences { get; } = EncodedText.EncodeBefore(links.Preferences);
}
