using Microsoft.Azure.Functions.Worker;
using Pipeline.Quarantine;

namespace Pipeline.Functions;

/// <summary>Takes files on which <see cref="IngestArticleFunction"/> failed at every try into the quarantine.</summary>
public sealed class PoisonedFilesFunction(TakePoisonedFile take)
{
    [Function("PoisonedFiles")]
    public Task RunAsync([QueueTrigger("webjobs-blobtrigger-poison", Connection = "Storage")] string message, CancellationToken cancellationToken) =>
        take.RunAsync(message, cancellationToken);
}
