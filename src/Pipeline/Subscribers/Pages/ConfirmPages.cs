using Pipeline.Site;

namespace Pipeline.Subscribers.Pages;

/// <summary>The page whose button confirms an address. Thread-safe.</summary>
public sealed class ConfirmPages(ReaderLinks links, ConfirmSubscription confirm, PageRenderer pages, KeyRing keys, SiteLinks site)
{
    /// <summary>The page with the button; changes nothing, because programs that check links call it too.</summary>
    public async Task<ReaderPage> ShowAsync(string? token, string? acceptLanguage, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(TokenPurpose.Confirm, token, cancellationToken).ConfigureAwait(false) is not { Value: var reader })
        {
            return pages.BadLink(pages.LanguageOf(acceptLanguage));
        }

        var strings = Strings.For(reader.Preferences.Language);
        return reader.State switch
        {
            SubscriberState.Active => Confirmed(reader),
            SubscriberState.Suppressed => pages.BadLink(strings.Language),
            _ => pages.Notice(strings, "confirm", button: "readers.confirm.button", words: ("address", ReaderAddress.Mask(reader.Address))),
        };
    }

    /// <summary>Confirms.</summary>
    public async Task<ReaderPage> TakeAsync(string? token, string? acceptLanguage, CancellationToken cancellationToken) =>
        await confirm.RunAsync(token, cancellationToken).ConfigureAwait(false) is { } reader
            ? Confirmed(reader)
            : pages.BadLink(pages.LanguageOf(acceptLanguage));

    private ReaderPage Confirmed(Subscriber reader)
    {
        var strings = Strings.For(reader.Preferences.Language);
        var preferences = keys.Sign(TokenPurpose.Preferences, new(reader.Id, reader.TokenVersion), expires: null);
        return pages.Notice(
            strings,
            "confirmed",
            links: [(strings.Text("readers.toPreferences"), site.Preferences(preferences)), (strings.Text("readers.toArchive"), site.Archive(strings.Language))]);
    }
}
