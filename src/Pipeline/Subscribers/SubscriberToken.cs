namespace Pipeline.Subscribers;

/// <summary>What a signed link says once its signature has been checked.</summary>
/// <param name="Reader">Whose link it is.</param>
/// <param name="Version">See <see cref="Subscriber.TokenVersion"/>.</param>
public sealed record SubscriberToken(SubscriberId Reader, long Version);
