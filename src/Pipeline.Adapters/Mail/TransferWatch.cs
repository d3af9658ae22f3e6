using MailKit;

namespace Pipeline.Adapters.Mail;

/// <summary>
/// Knows whether the content of a mail has begun to travel. Before that the server cannot have it, whatever the line does;
/// after that only its answer tells.
/// </summary>
internal sealed class TransferWatch : ITransferProgress
{
    private volatile bool _begun;

    public bool HasBegun => _begun;

    public void Report(long bytesTransferred, long totalSize) => _begun = true;

    public void Report(long bytesTransferred) => _begun = true;
}
