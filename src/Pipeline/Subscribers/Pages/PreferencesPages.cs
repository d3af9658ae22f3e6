using Pipeline.Digest.Rendering;
using Pipeline.Site;
using Pipeline.Stories;

namespace Pipeline.Subscribers.Pages;

/// <summary>A reader's own pages: what is chosen, what is kept, and how to have it erased. Thread-safe.</summary>
public sealed class PreferencesPages(
    ReaderLinks links, ChangePreferences change, ExportReader export, EraseReader erase, IStoryStore stories, PageRenderer pages, KeyRing keys, SiteLinks site,
    TimeProvider time)
{
    private const string Never = "never";
    private const int BadRequest = 400;

    /// <summary>
    /// The form; changes nothing. A link may bring a story to follow or to mute (<paramref name="query"/>: <c>follow</c>, <c>mute</c>): it is filled in, and
    /// counts once the reader saves.
    /// </summary>
    public async Task<ReaderPage> ShowAsync(string? token, FormFields query, string? acceptLanguage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (await FindAsync(token, cancellationToken).ConfigureAwait(false) is not { } reader)
        {
            return pages.BadLink(pages.LanguageOf(acceptLanguage));
        }

        var topics = reader.Preferences.Topics;
        var brought = new TopicChoice
        {
            Followed = [.. topics.Followed.Union(query.All("follow").Where(Identifier.Is))],
            Muted = [.. topics.Muted.Union(query.All("mute").Where(Identifier.Is))],
        };
        var isBrought = brought.Key != topics.Key;
        return await FormAsync(
            reader, token!, reader.Preferences with { Topics = brought }, null, [], isBrought ? "readers.preferences.brought" : null, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Stores what was chosen, and shows it as it is stored.</summary>
    public async Task<ReaderPage> TakeAsync(string? token, FormFields form, string? acceptLanguage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (await FindAsync(token, cancellationToken).ConfigureAwait(false) is not { } reader)
        {
            return pages.BadLink(pages.LanguageOf(acceptLanguage));
        }

        var (preferences, errors) = PreferencesForm.Read(form, reader.Preferences, time.GetUtcNow());
        if (errors.Count > 0)
        {
            return await FormAsync(reader, token!, preferences, form, errors, null, cancellationToken).ConfigureAwait(false);
        }

        return await change.RunAsync(token, preferences, cancellationToken).ConfigureAwait(false) is { } changed
            ? await FormAsync(changed, token!, changed.Preferences, null, [], "readers.preferences.saved", cancellationToken).ConfigureAwait(false)
            : pages.BadLink(pages.LanguageOf(acceptLanguage));
    }

    /// <summary>The reader's data as a file.</summary>
    public async Task<ReaderPage> ExportAsync(string? token, string? acceptLanguage, CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken).ConfigureAwait(false) is { } reader
        && await export.RunAsync(reader.Id, cancellationToken).ConfigureAwait(false) is { } json
            ? PageRenderer.Download(json, "subscription.json")
            : pages.BadLink(pages.LanguageOf(acceptLanguage));

    /// <summary>The page whose button erases; changes nothing.</summary>
    public async Task<ReaderPage> ShowEraseAsync(string? token, string? acceptLanguage, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken).ConfigureAwait(false) is not { } reader)
        {
            return pages.BadLink(pages.LanguageOf(acceptLanguage));
        }

        return pages.Notice(
            Strings.For(reader.Preferences.Language), "erase", button: "readers.erase.button", box: (Never, "readers.erase.never"),
            words: ("address", ReaderAddress.Mask(reader.Address)));
    }

    /// <summary>Erases.</summary>
    public async Task<ReaderPage> EraseAsync(string? token, FormFields form, string? acceptLanguage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (await FindAsync(token, cancellationToken).ConfigureAwait(false) is not { } reader)
        {
            return pages.BadLink(pages.LanguageOf(acceptLanguage));
        }

        var isNever = form.Has(Never);
        await erase.RunAsync(reader.Id, isNever, cancellationToken).ConfigureAwait(false);
        return pages.Notice(Strings.For(reader.Preferences.Language), isNever ? "erasedForEver" : "erased");
    }

    private async Task<Subscriber?> FindAsync(string? token, CancellationToken cancellationToken) =>
        (await links.FindAsync(TokenPurpose.Preferences, token, cancellationToken).ConfigureAwait(false))?.Value;

    private async Task<ReaderPage> FormAsync(
        Subscriber reader, string token, Preferences shown, FormFields? sent, IReadOnlyList<FormError> errors, string? saved, CancellationToken cancellationToken)
    {
        var strings = Strings.For(shown.Language);
        var typography = new Typography(strings);
        var titles = await TitlesAsync(shown.Topics, cancellationToken).ConfigureAwait(false);
        var values = new ChoicesView(strings).Of(shown, sent, errors, titles, isSignUp: false);
        void Set(string key, string text) => values.SetValue(key, typography.Set(text), readOnly: true);
        Set("title", strings.Text("readers.preferences.title"));
        Set("intro", strings.Text("readers.preferences.state." + reader.State, ("address", ReaderAddress.Mask(reader.Address))));
        Set("button", strings.Text("readers.preferences.button"));
        Set("note", strings.Text("readers.preferences.note"));
        Set("saved", saved is null ? "" : strings.Text(saved));
        var page = site.Preferences(token);
        List<(string, string)> ways = [(strings.Text("readers.preferences.export"), page + "/export"), (strings.Text("readers.preferences.erase"), page + "/erase")];
        if (reader.State == SubscriberState.Active)
        {
            var leave = site.Unsubscribe(keys.Sign(TokenPurpose.Unsubscribe, new(reader.Id, reader.TokenVersion), expires: null));
            ways.Insert(0, (strings.Text("readers.preferences.leave"), leave));
        }

        values.SetValue("links", PageRenderer.LinksOf(ways), readOnly: true);
        return pages.Form(strings, values, errors.Count > 0 ? BadRequest : 200, isPersonal: true);
    }

    private async Task<IReadOnlyDictionary<string, string>> TitlesAsync(TopicChoice topics, CancellationToken cancellationToken)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in topics.Followed.Concat(topics.Muted).Where(Identifier.Is).Distinct())
        {
            if (await stories.FindAsync(new StoryId(id), cancellationToken).ConfigureAwait(false) is { } story)
            {
                titles[id] = story.Value.Title;
            }
        }

        return titles;
    }
}
