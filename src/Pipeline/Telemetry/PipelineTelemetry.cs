using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Pipeline.Telemetry;

/// <summary>
/// What the app tells of itself to whoever listens: traces and metrics under one name. Ids and counts, never a word of an article and never an address. Thread-safe.
/// </summary>
public static class PipelineTelemetry
{
    /// <summary>Name of the source of traces and of the meter.</summary>
    public const string Name = "Pipeline";

    private static readonly Meter s_meter = new(Name);

    internal static ActivitySource Source { get; } = new(Name);

    /// <summary>Versions of articles and archives that were taken in, by what they became.</summary>
    internal static Counter<long> ArticlesIngested { get; } = s_meter.CreateCounter<long>("pipeline.articles.ingested", "{article}");

    /// <summary>Files that were refused, by the code of the reason.</summary>
    internal static Counter<long> ArticlesQuarantined { get; } = s_meter.CreateCounter<long>("pipeline.articles.quarantined", "{article}");

    /// <summary>Events that the articles taken in tell.</summary>
    internal static Counter<long> EventsFound { get; } = s_meter.CreateCounter<long>("pipeline.events.found", "{event}");

    /// <summary>Those of them that another article tells as well.</summary>
    internal static Counter<long> EventsMerged { get; } = s_meter.CreateCounter<long>("pipeline.events.merged", "{event}");

    /// <summary>Deliveries by the state that they came to.</summary>
    internal static Counter<long> Deliveries { get; } = s_meter.CreateCounter<long>("pipeline.deliveries", "{mail}");

    /// <summary>How old the last issue is, told at each run of the digest; silent until there is one.</summary>
    internal static Gauge<double> DigestAge { get; } = s_meter.CreateGauge<double>("pipeline.digest.age", "s");

    /// <summary>Work that the host of the functions gave up on, by its queue.</summary>
    internal static Counter<long> PoisonMessages { get; } = s_meter.CreateCounter<long>("pipeline.poison.messages", "{message}");

    /// <summary>The context that <paramref name="traceParent"/> names, as another process wrote it; none where it names none.</summary>
    internal static ActivityContext ContextOf(string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var context) ? context : default;

    /// <summary>
    /// Begins work that another process ordered. It belongs to the trace of the order; what called us now, as the host of the functions does, is linked.
    /// </summary>
    internal static Activity? Continue(string name, ActivityKind kind, string? traceParent)
    {
        var order = ContextOf(traceParent);
        if (order == default)
        {
            return Source.StartActivity(name, kind);
        }

        IEnumerable<ActivityLink> links = Activity.Current is { } caller && caller.TraceId != order.TraceId ? [new ActivityLink(caller.Context)] : [];
        return Source.StartActivity(name, kind, order, tags: null, links);
    }

    /// <summary>The tag of a measurement.</summary>
    internal static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
