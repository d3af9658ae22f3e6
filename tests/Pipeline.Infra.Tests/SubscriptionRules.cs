using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.Infra.Tests;

/// <summary>What must hold of the Event Grid subscriptions that the hook makes.</summary>
internal static class SubscriptionRules
{
    private const string MailRoute = "api/mail-events";

    /// <summary>Each breach of the subscription that calls the blob trigger.</summary>
    public static IReadOnlyList<string> BreachesOfArticles(Prediction prediction)
    {
        var subscription = prediction.Of("Microsoft.EventGrid/systemTopics/eventSubscriptions").Single();
        return
        [
            .. Breach.Of(subscription, ("properties.filter.subjectBeginsWith", $"/blobServices/default/containers/{TriggerList.ArticlesContainer}/blobs/"))
                .Select(breach => $"article-events: {breach}"),
            .. Target(subscription, $"?functionName=Host.Functions.{TriggerList.Articles.Function}&code=", "/runtime/webhooks/blobs"),
            .. Types(subscription, "Microsoft.Storage.BlobCreated"),
            .. Delivery(subscription),
        ];
    }

    /// <summary>Each breach of the subscription that tells of mails that did not arrive.</summary>
    public static IReadOnlyList<string> BreachesOfMails(Prediction prediction)
    {
        var subscription = prediction.Of("Microsoft.EventGrid/systemTopics/eventSubscriptions").Single();
        var function = TriggerList.All.SingleOrDefault(entry => entry.Trigger is HttpTriggerAttribute { Route: MailRoute });
        return
        [
            .. Target(subscription, $"/{MailRoute}?code=", "https://"),
            .. function.Function is { } name ? Target(subscription, $"/functions/{name}'", "listKeys(") : [],
            .. Types(subscription, "Microsoft.Communication.EmailDeliveryReportReceived"),
            .. Delivery(subscription),
        ];
    }

    private static IEnumerable<string> Target(JsonElement subscription, params string[] parts)
    {
        var address = Breach.At(subscription, "properties.destination.properties.endpointUrl") ?? "";
        return parts.Where(part => !address.Contains(part, StringComparison.Ordinal)).Select(part => $"target: {address} lacks {part}");
    }

    private static IEnumerable<string> Types(JsonElement subscription, string type) => Breach.Of(
        "event types", subscription.GetProperty("properties").GetProperty("filter").GetProperty("includedEventTypes").EnumerateArray().Select(found => found.GetString()!), [type]);

    private static IEnumerable<string> Delivery(JsonElement subscription) =>
        Breach.Of(
            subscription,
            ("properties.retryPolicy.eventTimeToLiveInMinutes", "1440"),
            ("properties.retryPolicy.maxDeliveryAttempts", "30"),
            ("properties.destination.properties.minimumTlsVersionAllowed", "1.2"),
            ("properties.deadLetterWithResourceIdentity.identity.type", "SystemAssigned"),
            ("properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.blobContainerName", "dead-letters"))
            .Select(breach => $"delivery: {breach}");
}
