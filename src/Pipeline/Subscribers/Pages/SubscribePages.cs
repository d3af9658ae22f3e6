using Microsoft.Extensions.Options;
using Pipeline.Digest.Rendering;
using Scriban.Runtime;

namespace Pipeline.Subscribers.Pages;

/// <summary>The page on which one subscribes, and its answer. Thread-safe.</summary>
public sealed class SubscribePages(Subscribe subscribe, PageRenderer pages, IOptions<NewsroomOptions> newsroom, IOptions<SubscriberOptions> options, TimeProvider time)
{
    private const string Address = "address";

    // People do not see this field; programs that fill in whatever there is do.
    private const string Trap = "website";
    private const int BadRequest = 400;
    private const int TooManyRequests = 429;

    private static readonly Dictionary<string, string> NoTitles = [];

    /// <summary>The form in <paramref name="language"/>.</summary>
    public ReaderPage Show(string language) =>
        Strings.Languages.Contains(language) ? Form(Strings.For(language), Standard(language), null, []) : pages.BadLink(pages.LanguageOf(null));

    /// <summary>Takes the form; the answer depends on what was sent and never on whose the address is.</summary>
    public async Task<ReaderPage> TakeAsync(string language, FormFields form, string source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (!Strings.Languages.Contains(language))
        {
            return pages.BadLink(pages.LanguageOf(null));
        }

        var strings = Strings.For(language);
        var (preferences, errors) = PreferencesForm.Read(form, Standard(language), time.GetUtcNow());
        var address = ReaderAddress.Read(form.First(Address));
        if (address is null || errors.Count > 0)
        {
            return Form(strings, preferences, form, address is null ? [PreferencesForm.Error(Address, Address, form.First(Address)), .. errors] : errors);
        }

        var outcome = form.First(Trap).Length > 0
            ? SubscribeOutcome.Taken
            : await subscribe.RunAsync(new(address, preferences), source, cancellationToken).ConfigureAwait(false);
        var days = ((int)Math.Ceiling(options.Value.ConfirmWithin.TotalDays)).ToString(strings.Culture);
        return outcome == SubscribeOutcome.Taken
            ? pages.Notice(strings, "taken", words: ("days", days))
            : pages.Notice(strings, "tooMany", TooManyRequests);
    }

    private ReaderPage Form(Strings strings, Preferences chosen, FormFields? sent, IReadOnlyList<FormError> errors)
    {
        var typography = new Typography(strings);
        var values = new ChoicesView(strings).Of(chosen, sent, errors, NoTitles, isSignUp: true);
        void Set(string key, string text) => values.SetValue(key, typography.Set(text), readOnly: true);
        Set("title", strings.Text("readers.subscribe.title", ("newsroom", newsroom.Value.Name)));
        Set("intro", strings.Text("readers.subscribe.intro"));
        Set("button", strings.Text("readers.subscribe.button"));
        Set("note", strings.Text("readers.subscribe.note"));
        Set("label_address", strings.Text("readers.field.address"));
        Set("label_trap", strings.Text("readers.field.trap"));
        Set("more", strings.Text("readers.subscribe.more"));
        values.SetValue("address", sent?.First(Address) ?? "", readOnly: true);
        values.SetValue("saved", "", readOnly: true);
        values.SetValue("links", new ScriptArray(), readOnly: true);
        return pages.Form(strings, values, errors.Count > 0 ? BadRequest : 200, isPersonal: sent is not null);
    }

    private Preferences Standard(string language) => new() { Language = language, TimeZone = newsroom.Value.TimeZone };
}
