namespace Pipeline.Tests.Telemetry;

/// <summary>Tests that listen to the whole process: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(TelemetryCollection), DisableParallelization = true)]
public sealed class TelemetryCollection;
