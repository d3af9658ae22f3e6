using Pipeline.Delivery;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Worker;

namespace Pipeline.LocalHost.Reports;

/// <summary>Runs the digest timer once and says what came of it.</summary>
internal sealed class DigestRun(FunctionHost host, WorkerOrder order, DeliveryWatch watch, Terminal terminal)
{
    /// <summary>False where a mail could not be delivered.</summary>
    public async Task<bool> RunAsync(string? recipient, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(recipient))
        {
            terminal.Say("No digest: the setting Digest__Recipient is empty, so there is nobody to send to.");
            return true;
        }

        var before = await watch.LookAsync(cancellationToken);
        await host.Timers.RunNowAsync(cancellationToken);
        var deliveries = await watch.WaitAsync(before, cancellationToken);
        terminal.Say("");
        if (deliveries.Count == 0)
        {
            terminal.Say("Nothing is new since the last digest, so there is no mail.");
            return true;
        }

        foreach (var delivery in deliveries)
        {
            terminal.Say(SentenceOn(delivery));
        }

        if (order.Mailbox is { } mailbox)
        {
            terminal.Say($"Mails can be read at {mailbox}");
        }

        terminal.Say($"Every mail is also a file in {order.MailFolder}");
        return deliveries.All(delivery => delivery.State == DeliveryState.Submitted);
    }

    private static string SentenceOn(DeliveryEntry delivery) => delivery.State switch
    {
        DeliveryState.Submitted => $"Digest {delivery.Digest} was sent.",
        DeliveryState.Failed => $"Digest {delivery.Digest} was refused for good: {delivery.Answer}",
        DeliveryState.Uncertain => $"Digest {delivery.Digest} may or may not have gone out, and is not sent again: {delivery.Answer}",
        _ => $"Digest {delivery.Digest} could not be sent; the next run sends it: {delivery.Answer ?? "no answer yet"}",
    };
}
