using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Digest.Rendering;
using Pipeline.Extraction;
using Scriban;
using Scriban.Runtime;

namespace Pipeline.Receipts;

/// <summary>
/// Tells the editor of a refused file by mail, at most once for each version of it: the mark is set before the mail leaves, and taken back only where
/// it has surely not gone out. What becomes of the mail never changes what becomes of the file. Thread-safe.
/// </summary>
public sealed partial class RefusalMail : IReceiptWriter
{
    /// <summary>Key of the blob metadata that names the editor.</summary>
    public const string EditorKey = "editor";

    private const int MaxNameCharacters = 100;
    private const string Container = "receipts";

    private readonly IDroppedFiles _files;
    private readonly IRefusalMails _told;
    private readonly IMailer _mailer;
    private readonly ReceiptOptions _options;
    private readonly DigestOptions _digest;
    private readonly NewsroomOptions _newsroom;
    private readonly MailQuota _quota;
    private readonly TimeProvider _time;
    private readonly ILogger<RefusalMail> _logger;
    private readonly EmbeddedTemplates _templates = new();
    private readonly Template _html;
    private readonly Template _text;

    /// <summary>Sends with <paramref name="mailer"/>, from the sender of the digests.</summary>
    public RefusalMail(
        IDroppedFiles files, IRefusalMails told, IMailer mailer, IOptions<ReceiptOptions> options, IOptions<DigestOptions> digest,
        IOptions<NewsroomOptions> newsroom, TimeProvider time, ILogger<RefusalMail> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(newsroom);
        _files = files;
        _told = told;
        _mailer = mailer;
        _options = options.Value;
        _digest = digest.Value;
        _newsroom = newsroom.Value;
        _quota = new MailQuota(_options.MaxMailsPerHour, time);
        _time = time;
        _logger = logger;
        _html = _templates.Parse("refusal.scriban-html");
        _text = _templates.Parse("refusal.scriban-txt");
    }

    /// <summary>Mails the refusal where the file is refused and an editor is known; does nothing otherwise.</summary>
    public async Task WriteAsync(
        ArticleHead head, Article? article, ExtractionResult? found, Rejection? reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (!_options.MailRefusals || head.State != ArticleState.Quarantined || reason is null
            || await EditorAsync(head, cancellationToken).ConfigureAwait(false) is not { } editor
            || !await _told.TryAddAsync(head.Id, head.FileHash, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var outcome = _quota.TryTake() ? await SendAsync(MailTo(editor, head, reason), head, cancellationToken).ConfigureAwait(false) : null;
        switch (outcome)
        {
            case SendOutcome.Submitted:
                LogMailed(_logger, head.Id.Value);
                break;
            case SendOutcome.AddressRefused refused:
                LogNotMailed(_logger, head.Id.Value, refused.Reason);
                break;
            case SendOutcome.MessageRefused refused:
                LogNotMailed(_logger, head.Id.Value, refused.Reason);
                break;
            case SendOutcome.Uncertain uncertain:
                LogNotMailed(_logger, head.Id.Value, uncertain.Reason);
                break;
            case SendOutcome.NotSent notSent:
                await _told.RemoveAsync(head.Id, head.FileHash, cancellationToken).ConfigureAwait(false);
                LogNotMailed(_logger, head.Id.Value, notSent.Reason);
                break;
            case SendOutcome.SenderRefused refused:
                await _told.RemoveAsync(head.Id, head.FileHash, cancellationToken).ConfigureAwait(false);
                LogNotMailed(_logger, head.Id.Value, refused.Reason);
                break;
            case null:
                await _told.RemoveAsync(head.Id, head.FileHash, cancellationToken).ConfigureAwait(false);
                LogTooMany(_logger, head.Id.Value);
                break;
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}.");
        }
    }

    /// <inheritdoc/>
    public Task RemoveAsync(ArticleHead head, CancellationToken cancellationToken) => Task.CompletedTask;

    // The file's own editor, read from the file as it stands and stored nowhere; a file replaced meanwhile has a refusal, or none, of its own.
    private async Task<string?> EditorAsync(ArticleHead head, CancellationToken cancellationToken)
    {
        var file = await _files.OpenAsync(head.Archive ?? head.FileName, cancellationToken).ConfigureAwait(false);
        var named = "";
        if (file is not null)
        {
            await using (file.Content.ConfigureAwait(false))
            {
                named = file.ETag == head.ETag ? file.Metadata.GetValueOrDefault(EditorKey, "") : "";
            }
        }

        if (named.Length > 0 && EditorAddress.Read(named) is null)
        {
            LogNoAddress(_logger, head.Id.Value);
        }

        return EditorAddress.Read(named) ?? EditorAddress.Read(_options.EditorAddress);
    }

    // A mailer answers, whatever happens; only a cancellation makes it throw, and then nothing has gone out.
    private async Task<SendOutcome> SendAsync(OutgoingMail mail, ArticleHead head, CancellationToken cancellationToken)
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
        catch (OperationCanceledException)
        {
            // The host is stopping; the file is taken up again, and its mail with it.
            await _told.RemoveAsync(head.Id, head.FileHash, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private OutgoingMail MailTo(string editor, ArticleHead head, Rejection reason)
    {
        var strings = Strings.For(_newsroom.Language);
        var values = ValuesOf(strings, head, reason);
        return new OutgoingMail
        {
            Id = Identifier.Of("refusal", head.Id.Value, head.FileHash),
            To = editor,
            From = _digest.From,
            FromName = string.IsNullOrWhiteSpace(_digest.FromName) ? _newsroom.Name : _digest.FromName,
            Subject = (string)values["subject"]!,
            Html = TemplateRun.Render(_html, new HtmlTemplateContext(), _templates, values),
            Text = TemplateRun.Render(_text, new TemplateContext(), _templates, values),
            Language = strings.Language,
            ListId = $"refusals.{_digest.From[(_digest.From.LastIndexOf('@') + 1)..]}",
            Date = head.At,
        };
    }

    private ScriptObject ValuesOf(Strings strings, ArticleHead head, Rejection reason)
    {
        var typography = new Typography(strings);
        var file = VisibleText.Line(head.FileName, MaxNameCharacters);
        var receipt = ReceiptName.Of(head.FileName).Html;
        var values = new ScriptObject();
        void Set(string key, string text) => values.SetValue(key, typography.Set(VisibleText.Line(text)), readOnly: true);
        Set("subject", strings.Text("refusalMail.subject", ("file", file)));
        Set("intro", strings.Text("refusalMail.intro", ("file", file)));
        Set("reason", reason.Reason(strings));
        Set("remedy", strings.Text("refusalMail.remedy", ("remedy", reason.Remedy(strings))));
        Set("link_label", strings.Text("refusalMail.link"));
        Set("place", strings.Text("refusalMail.place", ("name", receipt), ("container", Container)));
        Set("why", strings.Text("refusalMail.why"));
        Set("newsroom", _newsroom.Name);
        values.SetValue("lang", strings.Language, readOnly: true);
        values.SetValue("link", string.IsNullOrWhiteSpace(_options.BaseUrl) ? "" : $"{_options.BaseUrl.TrimEnd('/')}/{receipt}", readOnly: true);
        return values;
    }
}
