using Microsoft.Azure.Functions.Worker;
using Pipeline.Articles;

namespace Pipeline.Functions;

/// <summary>Compares, every night, the container <c>articles</c> with what is known: no trigger tells of a deleted file.</summary>
public sealed class ReconcileFunction(ReconcileArticles reconcile)
{
    [Function("Reconcile")]
    public Task RunAsync([TimerTrigger("0 15 2 * * *")] TimerInfo timer, CancellationToken cancellationToken) => reconcile.RunAsync(cancellationToken);
}
