namespace Pipeline.Infra.Tests;

/// <summary>How a run of the compiler ended.</summary>
internal sealed record BicepRun(int ExitCode, string Output, string Error);
