using Microsoft.Extensions.DependencyInjection;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Worker;

namespace Pipeline.LocalHost.Reports;

/// <summary>Makes an edition of the digest, whatever the hour, and says what came of it.</summary>
internal sealed class DigestRun(FunctionHost host, WorkerOrder order, DeliveryWatch watch, Terminal terminal)
{
    /// <summary>False where a mail could not be delivered.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var before = await watch.LookAsync(cancellationToken);
        await watch.WaitForReleasedAsync(cancellationToken);
        var outcome = await host.Services.GetRequiredService<SendDigest>().RunAsync(isEdition: true, cancellationToken);
        await host.Timers.RunNowAsync(cancellationToken);
        var deliveries = await watch.WaitAsync(before, cancellationToken);
        terminal.Say("");
        if (await FindStoppedAsync(outcome, cancellationToken) is { } stopped)
        {
            terminal.Say($"Digest {stopped.Id} is {IssueWords.StateOf(stopped)}: look at it with digest show, let it go with digest {(stopped.State == IssueState.Held ? "approve" : "resume")}.");
            return stopped.State == IssueState.Held;
        }

        if (deliveries.All(delivery => delivery.State == DeliveryState.Skipped))
        {
            terminal.Say(outcome.Issue is { ChangeIds.Count: > 0 } made
                ? $"Digest {made.Id} is made, and nobody is subscribed who gets it now."
                : "Nothing is new since the last digest, so there is no mail.");
            return true;
        }

        foreach (var group in deliveries.Where(delivery => delivery.State != DeliveryState.Skipped).GroupBy(delivery => (delivery.Digest, delivery.State, delivery.Answer is null)))
        {
            terminal.Say(SentenceOn(group.First(), group.Count()));
        }

        if (order.Mailbox is { } mailbox)
        {
            terminal.Say($"Mails can be read at {mailbox}");
        }

        terminal.Say($"Every mail is also a file in {order.MailFolder}");
        return deliveries.All(delivery => delivery.State is DeliveryState.Submitted or DeliveryState.Skipped);
    }

    private async Task<DigestIssue?> FindStoppedAsync(SendDigestOutcome outcome, CancellationToken cancellationToken) =>
        outcome.Issue is { } made && await host.Services.GetRequiredService<IDigestStore>().FindAsync(made.Id, cancellationToken) is { Value.State: not IssueState.Open } issue
            ? issue.Value
            : null;

    private static string SentenceOn(DeliveryEntry delivery, int count)
    {
        var whom = count == 1 ? "" : $" to {count} readers";
        return delivery.State switch
        {
            DeliveryState.Submitted => $"Digest {delivery.Digest} was sent{whom}.",
            DeliveryState.Failed => $"Digest {delivery.Digest} was refused for good{whom}: {delivery.Answer}",
            DeliveryState.Uncertain => $"Digest {delivery.Digest} may or may not have gone out{whom}, and is not sent again: {delivery.Answer}",
            _ => $"Digest {delivery.Digest} could not be sent{whom}; it is tried again: {delivery.Answer ?? "no answer yet"}",
        };
    }
}
