using Microsoft.Extensions.Logging;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Telemetry;

namespace Pipeline.Quarantine;

/// <summary>
/// Takes what the host of the functions gave up on: the file becomes an entry of the quarantine, where its editor sees it and from where it can be read again. A
/// message that is none of the host's is logged and done with; it never comes back. Thread-safe.
/// </summary>
public sealed partial class TakePoisonedFile
{
    private const string Container = "articles";

    // As the host tries a blob (host.json, extensions.blobs.poisonBlobThreshold).
    private const int Tries = 5;

    private readonly IngestDroppedFile _ingest;
    private readonly ILogger<TakePoisonedFile> _logger;

    /// <summary>Refuses through <paramref name="ingest"/>.</summary>
    public TakePoisonedFile(IngestDroppedFile ingest, ILogger<TakePoisonedFile> logger)
    {
        _ingest = ingest;
        _logger = logger;
    }

    /// <summary>What became of the file; null where <paramref name="message"/> names none, or one that is gone or was replaced. Broken storage throws.</summary>
    public async Task<IngestOutcome?> RunAsync(string message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        PipelineTelemetry.PoisonMessages.Add(1, PipelineTelemetry.Tag("queue", "files"));
        if (PoisonedFile.TryParse(message) is not { } poisoned || poisoned.Container != Container)
        {
            LogUnknown(_logger, message.Length);
            return null;
        }

        var outcome = await _ingest
            .RefuseAsync(poisoned.Name, poisoned.ETag, new Rejection(RejectionCode.GivenUp), Tries, cancellationToken).ConfigureAwait(false);
        LogTaken(_logger, ArticleId.FromBlobName(poisoned.Name).Value, outcome?.GetType().Name ?? "Gone");
        return outcome;
    }

    [LoggerMessage(1020, LogLevel.Error, "A message on the poison queue of files names none; it is dropped ({Characters} characters)")]
    private static partial void LogUnknown(ILogger logger, int characters);

    [LoggerMessage(1021, LogLevel.Error, "The functions gave up on the file of article {Article}; it is {Outcome} now")]
    private static partial void LogTaken(ILogger logger, string article, string outcome);
}
