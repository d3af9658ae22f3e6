using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Pipeline.Telemetry;

namespace Pipeline.Tests.Telemetry;

/// <summary>Listens to what the app tells of itself. Thread-safe.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tags)> _measurements = new();
    private readonly ActivityListener _traces;
    private readonly MeterListener _meters = new();

    public Recorder()
    {
        _traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PipelineTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _activities.Enqueue,
        };
        ActivitySource.AddActivityListener(_traces);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == PipelineTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.Start();
    }

    /// <summary>What has ended, oldest first.</summary>
    public IReadOnlyList<Activity> Activities => [.. _activities];

    /// <summary>The sum of what was measured, with its tags as <c>name=value</c>.</summary>
    public IReadOnlyDictionary<string, double> Sums => _measurements
        .GroupBy(one => one.Tags.Length == 0 ? one.Instrument : $"{one.Instrument} {one.Tags}")
        .ToDictionary(group => group.Key, group => group.Sum(one => one.Value));

    public void Dispose()
    {
        _traces.Dispose();
        _meters.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measurements.Enqueue((instrument.Name, value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
