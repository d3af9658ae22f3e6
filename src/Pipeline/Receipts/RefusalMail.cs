using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Extraction;

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
    private readonly ReceiptOptions _options;
    private readonly NewsroomOptions _newsroom;
    private readonly EditorPost _post;
    private readonly ILogger<RefusalMail> _logger;

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
        _options = options.Value;
        _newsroom = newsroom.Value;
        _post = new EditorPost(mailer, options.Value, digest.Value, newsroom.Value, time);
        _logger = logger;
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

        var answer = await SendAsync(MailTo(editor, head, reason), head, cancellationToken).ConfigureAwait(false);
        if (!answer.MayHaveGone)
        {
            await _told.RemoveAsync(head.Id, head.FileHash, cancellationToken).ConfigureAwait(false);
        }

        if (answer.Problem is { } problem)
        {
            LogNotMailed(_logger, head.Id.Value, problem);
        }
        else
        {
            LogMailed(_logger, head.Id.Value);
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

    private async Task<EditorAnswer> SendAsync(EditorMail mail, ArticleHead head, CancellationToken cancellationToken)
    {
        try
        {
            return await _post.SendAsync(mail, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The host is stopping; the file is taken up again, and its mail with it.
            await _told.RemoveAsync(head.Id, head.FileHash, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private EditorMail MailTo(string editor, ArticleHead head, Rejection reason)
    {
        var strings = Strings.For(_newsroom.Language);
        var file = VisibleText.Line(head.FileName, MaxNameCharacters);
        var receipt = ReceiptName.Of(head.FileName).Html;
        var place = string.IsNullOrWhiteSpace(_options.BaseUrl)
            ? (strings.Text("refusalMail.place", ("name", receipt), ("container", Container)), "")
            : (strings.Text("refusalMail.link"), $"{_options.BaseUrl.TrimEnd('/')}/{receipt}");
        return new(
            Identifier.Of("refusal", head.Id.Value, head.FileHash), editor, "refusals", head.At,
            strings.Text("refusalMail.subject", ("file", file)),
            strings.Text("refusalMail.intro", ("file", file)),
            [(reason.Reason(strings), ""), (strings.Text("refusalMail.remedy", ("remedy", reason.Remedy(strings))), ""), place],
            [],
            strings.Text("refusalMail.why"));
    }
}
