using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.Infra.Tests;

/// <summary>What must hold of the Event Grid subscriptions that the hook makes.</summary>
internal static partial class SubscriptionRules
{
    private const string MailRoute = "api/mail-events";

    /// <summary>Each breach of the subscriptions that call the blob triggers.</summary>
    public static IReadOnlyList<string> BreachesOfBlobs(Prediction prediction)
    {
        var subscriptions = prediction.Of("Microsoft.EventGrid/systemTopics/eventSubscriptions");
        return
        [
            .. Breach.Of("calls", subscriptions.Select(CallOf), TriggerList.Containers.Select(pair => $"{pair.Key} for {PathOf(pair.Value)}"))
                .Select(breach => $"blob-events: {breach}"),
            .. subscriptions.SelectMany(subscription => Target(subscription, "/runtime/webhooks/blobs", "&code=")),
            .. subscriptions.SelectMany(subscription => Types(subscription, "Microsoft.Storage.BlobCreated")),
            .. subscriptions.SelectMany(Delivery),
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

    private static string PathOf(string container) => $"/blobServices/default/containers/{container}/blobs/";

    private static string CallOf(JsonElement subscription)
    {
        var address = Breach.At(subscription, "properties.destination.properties.endpointUrl") ?? "";
        return $"{FunctionName().Match(address).Groups["name"].Value} for {Breach.At(subscription, "properties.filter.subjectBeginsWith")}";
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

    // The prediction keeps the address as a formula, with the function among its arguments.
    [GeneratedRegex(@"\?functionName=Host\.Functions\.\{1\}&code=\{2\}', .*, '(?<name>\w+)', listKeys\(")]
    private static partial Regex FunctionName();
}
