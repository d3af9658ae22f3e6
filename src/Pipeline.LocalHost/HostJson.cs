using Microsoft.Extensions.Configuration;

namespace Pipeline.LocalHost;

/// <summary>What this host takes from <c>host.json</c>; the defaults are those of the Functions host.</summary>
internal sealed record HostJson
{
    public string RoutePrefix { get; init; } = "api";

    /// <summary>Tries for a blob before it goes to the poison queue.</summary>
    public int BlobTries { get; init; } = 5;

    /// <summary>Blobs read at the same time.</summary>
    public int BlobsAtOnce { get; init; } = 8;

    /// <summary>Tries for a queue message before it goes to the poison queue.</summary>
    public int MessageTries { get; init; } = 5;

    /// <summary>Messages handled at the same time.</summary>
    public int MessagesAtOnce { get; init; } = 16;

    /// <summary>How long a message waits after a failed try.</summary>
    public TimeSpan MessageWait { get; init; } = TimeSpan.Zero;

    /// <summary>Whether messages are base64 on the wire.</summary>
    public bool IsBase64 { get; init; } = true;

    /// <summary>Reads <paramref name="path"/>.</summary>
    public static HostJson Read(string path)
    {
        var extensions = new ConfigurationBuilder().AddJsonFile(path, optional: false).Build().GetSection("extensions");
        var standard = new HostJson();
        return new HostJson
        {
            RoutePrefix = extensions["http:routePrefix"] ?? standard.RoutePrefix,
            BlobTries = extensions.GetValue("blobs:poisonBlobThreshold", standard.BlobTries),
            BlobsAtOnce = extensions.GetValue("blobs:maxDegreeOfParallelism", standard.BlobsAtOnce),
            MessageTries = extensions.GetValue("queues:maxDequeueCount", standard.MessageTries),
            MessagesAtOnce = extensions.GetValue("queues:batchSize", standard.MessagesAtOnce),
            MessageWait = extensions.GetValue("queues:visibilityTimeout", standard.MessageWait),
            IsBase64 = !string.Equals(extensions["queues:messageEncoding"], "none", StringComparison.OrdinalIgnoreCase),
        };
    }
}
