using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Digest.Rendering;
using Scriban;
using Scriban.Runtime;

namespace Pipeline.Receipts;

/// <summary>Mails editors, from the sender of the digests and in the newsroom's language, no more than allowed within an hour. Thread-safe.</summary>
internal sealed class EditorPost
{
    private const string TooMany = "as many as are allowed within an hour were";

    private readonly IMailer _mailer;
    private readonly ReceiptOptions _options;
    private readonly DigestOptions _digest;
    private readonly NewsroomOptions _newsroom;
    private readonly MailQuota _quota;
    private readonly TimeProvider _time;
    private readonly EmbeddedTemplates _templates = new();
    private readonly Template _html;
    private readonly Template _text;

    /// <summary>Sends with <paramref name="mailer"/>.</summary>
    public EditorPost(IMailer mailer, ReceiptOptions options, DigestOptions digest, NewsroomOptions newsroom, TimeProvider time)
    {
        _mailer = mailer;
        _options = options;
        _digest = digest;
        _newsroom = newsroom;
        _quota = new MailQuota(options.MaxMailsPerHour, time);
        _time = time;
        _html = _templates.Parse("editor.scriban-html");
        _text = _templates.Parse("editor.scriban-txt");
    }

    /// <summary>Sends <paramref name="mail"/>; only a cancellation makes it throw, and then the mail has not gone out.</summary>
    public async Task<EditorAnswer> SendAsync(EditorMail mail, CancellationToken cancellationToken)
    {
        if (!_quota.TryTake())
        {
            return new(MayHaveGone: false, TooMany);
        }

        return await WithinBudgetAsync(Rendered(mail), cancellationToken).ConfigureAwait(false) switch
        {
            SendOutcome.Submitted => new(MayHaveGone: true, null),
            SendOutcome.AddressRefused refused => new(MayHaveGone: true, refused.Reason),
            SendOutcome.MessageRefused refused => new(MayHaveGone: true, refused.Reason),
            SendOutcome.Uncertain uncertain => new(MayHaveGone: true, uncertain.Reason),
            SendOutcome.NotSent notSent => new(MayHaveGone: false, notSent.Reason),
            SendOutcome.SenderRefused refused => new(MayHaveGone: false, refused.Reason),
            var outcome => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
    }

    private async Task<SendOutcome> WithinBudgetAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(_options.MailBudget, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        try
        {
            return await _mailer.SendAsync(mail, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome.NotSent("timeout");
        }
    }

    private OutgoingMail Rendered(EditorMail mail)
    {
        var strings = Strings.For(_newsroom.Language);
        var values = ValuesOf(strings, mail);
        return new OutgoingMail
        {
            Id = mail.Id,
            To = mail.To,
            From = _digest.From,
            FromName = string.IsNullOrWhiteSpace(_digest.FromName) ? _newsroom.Name : _digest.FromName,
            Subject = (string)values["subject"]!,
            Content = new(
                TemplateRun.Render(_html, new HtmlTemplateContext(), _templates, values), TemplateRun.Render(_text, new TemplateContext(), _templates, values)),
            Language = strings.Language,
            ListId = $"{mail.List}.{_digest.From[(_digest.From.LastIndexOf('@') + 1)..]}",
            Date = mail.Date,
        };
    }

    private ScriptObject ValuesOf(Strings strings, EditorMail mail)
    {
        var typography = new Typography(strings);
        string Set(string text) => typography.Set(VisibleText.Line(text));
        var paragraphs = new ScriptArray();
        foreach (var (text, link) in mail.Paragraphs)
        {
            paragraphs.Add(new ScriptObject { ["text"] = Set(text), ["link"] = link });
        }

        return new ScriptObject
        {
            ["lang"] = strings.Language,
            ["subject"] = Set(mail.Subject),
            ["intro"] = Set(mail.Intro),
            ["paragraphs"] = paragraphs,
            ["commands"] = new ScriptArray(mail.Commands),
            ["newsroom"] = Set(_newsroom.Name),
            ["why"] = Set(mail.Why),
        };
    }
}
