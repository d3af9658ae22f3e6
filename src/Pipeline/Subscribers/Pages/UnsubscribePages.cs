using Pipeline.Site;

namespace Pipeline.Subscribers.Pages;

/// <summary>Where one leaves the list: a page with a button for people, and the one click of mail programs (RFC 8058). Thread-safe.</summary>
public sealed class UnsubscribePages(ISubscriberStore readers, Unsubscribe unsubscribe, PageRenderer pages, KeyRing keys, SiteLinks site, TimeProvider time)
{
    /// <summary>The page with the button; changes nothing, because programs that check links call it too.</summary>
    public async Task<ReaderPage> ShowAsync(string? token, string? acceptLanguage, CancellationToken cancellationToken)
    {
        if (keys.Read(TokenPurpose.Unsubscribe, token, time.GetUtcNow()) is not { } read)
        {
            return pages.BadLink(pages.LanguageOf(acceptLanguage));
        }

        var reader = (await readers.FindAsync(read.Reader, cancellationToken).ConfigureAwait(false))?.Value;
        return reader?.State is null or SubscriberState.Unsubscribed or SubscriberState.Suppressed
            ? Left(reader?.Preferences.Language ?? pages.LanguageOf(acceptLanguage))
            : reader.TokenVersion == read.Version
                ? pages.Notice(
                    Strings.For(reader.Preferences.Language), "leave", button: "readers.leave.button", words: ("address", ReaderAddress.Mask(reader.Address)))
                : pages.BadLink(reader.Preferences.Language);
    }

    /// <summary>Leaves: whatever the request holds, so that the one click of every mail program works.</summary>
    public async Task<ReaderPage> TakeAsync(string? token, string? acceptLanguage, CancellationToken cancellationToken)
    {
        var outcome = await unsubscribe.RunAsync(token, cancellationToken).ConfigureAwait(false);
        var language = outcome.Language ?? pages.LanguageOf(acceptLanguage);
        return outcome.HasLeft ? Left(language) : pages.BadLink(language);
    }

    private ReaderPage Left(string language)
    {
        var strings = Strings.For(language);
        return pages.Notice(
            strings, "left", links: [(strings.Text("readers.again"), site.Subscribe(language)), (strings.Text("readers.toArchive"), site.Archive(language))]);
    }
}
