using Pipeline.Subscribers;

namespace Pipeline.Adapters.Storage;

/// <summary>Partition keys of what is kept by reader.</summary>
internal static class ShardKey
{
    public static string Of(SubscriberId id) => id.Shard.ToString();
}
