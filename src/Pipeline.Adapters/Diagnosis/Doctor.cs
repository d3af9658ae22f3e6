using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Identity;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;
using Pipeline.Adapters.Mail;
using Pipeline.Adapters.Readiness;
using Pipeline.Digest;

namespace Pipeline.Adapters.Diagnosis;

/// <summary>
/// Looks at everything that the app needs from outside, as the app itself uses it, and says of each what to do: storage, queues that somebody has to look at, the
/// mail server, the sender's domain. Sends no mail. Creates what is missing in the storage account, as the app does at its start. Thread-safe.
/// </summary>
public sealed class Doctor(
    AppReadiness readiness, StorageSetup setup, QueueServiceClient queues, IOptions<SmtpOptions> smtp, IOptions<DigestOptions> digest, IOptions<SiteOptions> site)
{
    private static readonly string[] s_deadEnds =
    [
        StorageLayout.PoisonedFilesQueue, StorageLayout.PoisonedDeliveriesQueue, StorageLayout.PoisonedSignUpsQueue,
        StorageLayout.PoisonedFilesQueue + "-poison", StorageLayout.PoisonedDeliveriesQueue + "-poison", StorageLayout.PoisonedSignUpsQueue + "-poison",
    ];

    /// <summary>
    /// The findings, each as soon as it is known. <paramref name="selector"/> names the key of the mails' signatures; <paramref name="nameServer"/> is asked in the place of
    /// this machine's.
    /// </summary>
    public IAsyncEnumerable<Finding> RunAsync(string? selector, IPEndPoint? nameServer, CancellationToken cancellationToken) => RunAsync(
        selector, nameServer is null ? DnsTexts.OfThisMachine() : new DnsTexts([nameServer], TimeSpan.FromSeconds(2)), cancellationToken);

    internal async IAsyncEnumerable<Finding> RunAsync(string? selector, IDnsTexts dns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await LayoutAsync(cancellationToken).ConfigureAwait(false);
        foreach (var check in (await readiness.RunAsync(cancellationToken).ConfigureAwait(false)).Checks.Where(check => check.Name != AppReadiness.MailServer))
        {
            yield return OfStorage(check);
        }

        foreach (var queue in s_deadEnds)
        {
            if (await LeftOnAsync(queue, cancellationToken).ConfigureAwait(false) is > 0 and var left)
            {
                yield return Finding.Warning(
                    "queue", string.Create(CultureInfo.InvariantCulture, $"{left} messages are left on {queue}."), "See the runbook: each is work that failed at every try.");
            }
        }

        yield return await MailServerAsync(cancellationToken).ConfigureAwait(false);
        yield return OfSite(new Uri(site.Value.BaseUrl));
        var domain = digest.Value.From[(digest.Value.From.LastIndexOf('@') + 1)..].ToLowerInvariant();
        foreach (var finding in await SenderDomain.JudgeAsync(dns, domain, selector, cancellationToken).ConfigureAwait(false))
        {
            yield return finding;
        }
    }

    private async Task<Finding> LayoutAsync(CancellationToken cancellationToken)
    {
        const string Subject = "storage";
        try
        {
            await setup.EnsureCreatedAsync(cancellationToken).ConfigureAwait(false);
            return Finding.Good(Subject, "Every container, table and queue is there.");
        }
        catch (RequestFailedException failure) when (failure.Status != 0)
        {
            return Finding.Failure(
                Subject, $"The account refuses to create what is missing ({failure.Status} {failure.ErrorCode}).",
                "Give the app's identity the roles Storage Blob Data Owner, Storage Table Data Contributor and Storage Queue Data Contributor.");
        }
        catch (AuthenticationFailedException)
        {
            return Finding.Failure(Subject, "There is no identity to show to the account.", "Log in (az login), or set Storage__clientId to the identity of the app.");
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            return Finding.Failure(Subject, "The account does not answer.", "Check the setting Storage, and the network between this machine and the account.");
        }
    }

    private static Finding OfStorage(ReadinessResult check) => check.Problem switch
    {
        null => Finding.Good(check.Name, string.Create(CultureInfo.InvariantCulture, $"answered within {check.Milliseconds} ms.")),
        ReadinessProblem.Forbidden => Finding.Failure(check.Name, "We may not read it.", "Give the app's identity its role on the account, and wait some minutes until it holds."),
        ReadinessProblem.Missing => Finding.Failure(check.Name, "It is not there.", "Start the app once, which creates it."),
        ReadinessProblem.TooSlow or ReadinessProblem.Unreachable => Finding.Failure(
            check.Name, "It does not answer.", "Check the setting Storage, and the network between this machine and the account."),
        _ => Finding.Failure(check.Name, "It answers with an error.", "Look at the state of the account."),
    };

    private async Task<int> LeftOnAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            return (await queues.GetQueueClient(queue).GetPropertiesAsync(cancellationToken).ConfigureAwait(false)).Value.ApproximateMessagesCount;
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or AuthenticationFailedException)
        {
            return 0; // Not there, or not to be reached, which other findings say.
        }
    }

    private async Task<Finding> MailServerAsync(CancellationToken cancellationToken)
    {
        const string Subject = "mail server";
        var options = smtp.Value;
        if (string.IsNullOrWhiteSpace(options.Host))
        {
            return Finding.Warning(Subject, "None is set: mails only go to the folder Mail__PickupFolder.", "Set Smtp__Host, and Smtp__User and Smtp__Password where it asks for them.");
        }

        var answer = await SmtpProbe.RunAsync(options, signsIn: true, cancellationToken).ConfigureAwait(false);
        var place = string.Create(CultureInfo.InvariantCulture, $"{options.Host}:{options.Port}");
        var signsIn = !string.IsNullOrEmpty(options.User);
        return answer switch
        {
            { Failed: SmtpStep.Connect } => Finding.Failure(
                Subject, $"Nothing answers at {place} ({answer.Reason}).", "Check Smtp__Host and Smtp__Port, and whether this machine may reach it (clouds block port 25; 587 is usual)."),
            { Failed: SmtpStep.Greet } => Finding.Failure(
                Subject, $"{place} answers, and the line cannot be opened as Smtp__Security asks ({answer.Reason}).", "Check Smtp__Security: starttls on port 587, tls on port 465."),
            { Failed: SmtpStep.SignIn } => Finding.Failure(Subject, $"{place} does not let us in ({answer.Reason}).", "Check Smtp__User and Smtp__Password."),
            { IsSecure: false } when signsIn => Finding.Failure(Subject, $"{place} takes the password over a line that is not encrypted.", "Set Smtp__Security to starttls or tls."),
            { IsSecure: false } when !IsThisMachine(options.Host) => Finding.Warning(Subject, $"The line to {place} is not encrypted.", "Set Smtp__Security to starttls or tls."),
            { OffersSignIn: true } when !signsIn => Finding.Warning(
                Subject, $"{place} lets users sign in, and none is set: it may refuse mails to others.", "Set Smtp__User and Smtp__Password."),
            _ => Finding.Good(Subject, $"{place} answers{(answer.IsSecure ? ", the line is encrypted" : "")}{(answer.IsSignedIn ? ", and it lets us in" : "")}."),
        };
    }

    private static Finding OfSite(Uri address) => address switch
    {
        { IsLoopback: true } => Finding.Warning("site", $"Links in mails lead to {address}, which only this machine has.", "Set Site__BaseUrl to the address of the app."),
        { Scheme: not "https" } => Finding.Warning("site", $"Links in mails lead to {address}, over a line that is not encrypted.", "Set Site__BaseUrl to an https address."),
        _ => Finding.Good("site", $"Links in mails lead to {address}."),
    };

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
