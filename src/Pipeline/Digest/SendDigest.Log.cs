using Microsoft.Extensions.Logging;

namespace Pipeline.Digest;

public sealed partial class SendDigest
{
    [LoggerMessage(3001, LogLevel.Information, "Digest {Digest}: {Planned} mails planned, {Skipped} readers skipped")]
    private static partial void LogTick(ILogger logger, string digest, int planned, int skipped);
}
