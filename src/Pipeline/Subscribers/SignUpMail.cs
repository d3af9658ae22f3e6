using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Digest.Rendering;
using Pipeline.Site;
using Scriban;
using Scriban.Runtime;

namespace Pipeline.Subscribers;

/// <summary>The mail that answers a sign-up. It holds nothing that the visitor wrote, so that nobody sends words of his own through us. Thread-safe.</summary>
public sealed class SignUpMail
{
    private readonly DigestOptions _digest;
    private readonly NewsroomOptions _newsroom;
    private readonly SubscriberOptions _options;
    private readonly SiteLinks _links;
    private readonly KeyRing _keys;
    private readonly EmbeddedTemplates _templates = new();
    private readonly Template _html;
    private readonly Template _text;

    /// <summary>Mails from the sender of the digests, with links signed by <paramref name="keys"/>.</summary>
    public SignUpMail(
        IOptions<DigestOptions> digest, IOptions<NewsroomOptions> newsroom, IOptions<SubscriberOptions> options, SiteLinks links, KeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(newsroom);
        ArgumentNullException.ThrowIfNull(options);
        _digest = digest.Value;
        _newsroom = newsroom.Value;
        _options = options.Value;
        _links = links;
        _keys = keys;
        _html = _templates.Parse("sign-up.scriban-html");
        _text = _templates.Parse("sign-up.scriban-txt");
    }

    /// <summary>The mail to <paramref name="reader"/>, who was marked as asked: to confirm, or where the subscription is there already to change it.</summary>
    public OutgoingMail To(Subscriber reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var at = reader.AskedAt ?? reader.Since;
        var strings = Strings.For(Strings.Languages.Contains(reader.Preferences.Language) ? reader.Preferences.Language : _newsroom.Language);
        var values = ValuesOf(strings, reader, at + _options.ConfirmWithin);
        return new OutgoingMail
        {
            Id = Identifier.Of("sign-up", reader.Id.Value, at.ToString("O")),
            To = reader.Address,
            From = _digest.From,
            FromName = string.IsNullOrWhiteSpace(_digest.FromName) ? _newsroom.Name : _digest.FromName,
            Subject = (string)values["subject"]!,
            Content = new(
                TemplateRun.Render(_html, new HtmlTemplateContext(), _templates, values), TemplateRun.Render(_text, new TemplateContext(), _templates, values)),
            Language = strings.Language,
            ListId = $"subscriptions.{_digest.From[(_digest.From.LastIndexOf('@') + 1)..]}",
            Date = at,
        };
    }

    private ScriptObject ValuesOf(Strings strings, Subscriber reader, DateTimeOffset expires)
    {
        var kind = reader.State == SubscriberState.Active ? "readers.mail.known" : "readers.mail.asked";
        var typography = new Typography(strings);
        var token = new SubscriberToken(reader.Id, reader.TokenVersion);
        var preferences = _links.Preferences(_keys.Sign(TokenPurpose.Preferences, token, expires));
        var values = new ScriptObject();
        void Set(string key, string text) => values.SetValue(key, typography.Set(text), readOnly: true);
        Set("subject", strings.Text(kind + ".subject", ("newsroom", _newsroom.Name)));
        Set("heading", strings.Text(kind + ".heading", ("newsroom", _newsroom.Name)));
        Set("intro", strings.Text(kind + ".intro", ("newsroom", _newsroom.Name)));
        Set("button", strings.Text(kind + ".button"));
        Set("until", strings.Text(kind + ".until", ("day", DayOf(strings, reader, expires))));
        Set("stranger", strings.Text(kind + ".stranger"));
        Set("erase_label", strings.Text("readers.mail.erase"));
        Set("newsroom", _newsroom.Name);
        values.SetValue("lang", strings.Language, readOnly: true);
        values.SetValue("dir", strings.Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr", readOnly: true);
        values.SetValue(
            "link", reader.State == SubscriberState.Active ? preferences : _links.Confirm(_keys.Sign(TokenPurpose.Confirm, token, expires)), readOnly: true);
        values.SetValue("erase", preferences + "/erase", readOnly: true);
        return values;
    }

    private static string DayOf(Strings strings, Subscriber reader, DateTimeOffset instant)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(reader.Preferences.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        return new DateWriter(strings).WriteFull(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime));
    }
}
