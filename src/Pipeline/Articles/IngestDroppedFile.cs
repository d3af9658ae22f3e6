using Microsoft.Extensions.Logging;
using Pipeline.Articles.Reading;

namespace Pipeline.Articles;

/// <summary>Takes in the file of a name as it stands now; one that is replaced while it is read is read anew. Thread-safe.</summary>
public sealed partial class IngestDroppedFile
{
    private const int MaxTries = 5;

    private readonly IDroppedFiles _files;
    private readonly IngestArticle _ingest;
    private readonly ILogger<IngestDroppedFile> _logger;

    /// <summary>Takes in from <paramref name="files"/>.</summary>
    public IngestDroppedFile(IDroppedFiles files, IngestArticle ingest, ILogger<IngestDroppedFile> logger)
    {
        _logger = logger;
        _files = files;
        _ingest = ingest;
    }

    /// <summary>What became of the file; null where there is none. Where <paramref name="isAgain"/>, it is read even if nothing about it changed.</summary>
    public Task<IngestOutcome?> RunAsync(string name, bool isAgain, CancellationToken cancellationToken) =>
        WithFileAsync(name, async file => await _ingest.RunAsync(file, isAgain, cancellationToken).ConfigureAwait(false), cancellationToken);

    /// <summary>
    /// Refuses the file for <paramref name="reason"/> where it is still the version <paramref name="eTag"/> and was not taken in; null where there is none, or
    /// another version, which is taken in by itself.
    /// </summary>
    public async Task<IngestOutcome?> RefuseAsync(string name, string eTag, Rejection reason, int attempts, CancellationToken cancellationToken)
    {
        IngestOutcome? refused = null;
        await WithFileAsync(
            name,
            async file => refused = file.ETag == eTag ? await _ingest.RefuseAsync(file, reason, attempts, cancellationToken).ConfigureAwait(false) : null,
            cancellationToken).ConfigureAwait(false);
        return refused;
    }

    private async Task<IngestOutcome?> WithFileAsync(string name, Func<DroppedFile, Task<IngestOutcome?>> work, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            if (await _files.OpenAsync(name, cancellationToken).ConfigureAwait(false) is not { } file)
            {
                LogMissing(_logger, ArticleId.FromBlobName(name).Value);
                return null;
            }

            try
            {
                await using (file.Content.ConfigureAwait(false))
                {
                    return await work(file).ConfigureAwait(false);
                }
            }
            catch (FileChangedException) when (tries < MaxTries)
            {
                // The next look finds the file that is there now.
            }
        }
    }

    [LoggerMessage(1013, LogLevel.Warning, "The file of article {Article} is gone, or has a name that storage clients cannot address")]
    private static partial void LogMissing(ILogger logger, string article);
}
