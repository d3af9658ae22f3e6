using System.Diagnostics;
using System.Text;
using Pipeline.LocalHost.Commands;
using Pipeline.Telemetry;

namespace Pipeline.LocalHost.Worker;

/// <summary>Adds what the app traces to a file, a line of JSON for each piece of work that ended. Thread-safe.</summary>
internal sealed class TraceFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly ActivityListener _listener;

    public TraceFile(string path)
    {
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PipelineTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Write,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        lock (_gate)
        {
            _file.Dispose();
        }
    }

    private void Write(Activity activity)
    {
        var line = JsonLines.Write(new
        {
            Trace = activity.TraceId.ToHexString(),
            Span = activity.SpanId.ToHexString(),
            Parent = activity.ParentSpanId == default ? null : activity.ParentSpanId.ToHexString(),
            Name = activity.DisplayName,
            Start = activity.StartTimeUtc,
            Milliseconds = (long)activity.Duration.TotalMilliseconds,
            Tags = activity.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value?.ToString()),
            Links = activity.Links.Select(link => link.Context.TraceId.ToHexString()).ToList(),
        });
        lock (_gate)
        {
            if (_file.CanWrite)
            {
                _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            }
        }
    }
}
