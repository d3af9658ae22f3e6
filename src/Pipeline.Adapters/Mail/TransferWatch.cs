using MailKit;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>
/// Knows how far an attempt has come. Before the content has begun to travel the server cannot have the mail, whatever the line does; after that only its
/// answer tells.
/// </summary>
internal sealed class TransferWatch : ITransferProgress
{
    private volatile SendStage _stage = SendStage.Connecting;

    /// <summary>The step that is being taken.</summary>
    public SendStage Stage
    {
        get => _stage;
        set => _stage = value;
    }

    /// <summary>Whether the content has begun to travel.</summary>
    public bool HasBegun => Stage == SendStage.Content;

    /// <summary>Whether the connection had carried a mail before: it may have been closed since, which says nothing about this mail.</summary>
    public bool IsOnKeptConnection { get; set; }

    public void Report(long bytesTransferred, long totalSize) => Stage = SendStage.Content;

    public void Report(long bytesTransferred) => Stage = SendStage.Content;
}
