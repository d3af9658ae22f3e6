namespace Pipeline.LocalHost.Commands;

/// <summary>How a command ends.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The work could not be done for what was given: a mail not delivered, a file not found.</summary>
    public const int Undone = 1;

    /// <summary>The host cannot run: a sentence says why.</summary>
    public const int CannotRun = 2;

    /// <summary>Ended by Ctrl+C before it was done, by the shells' convention.</summary>
    public const int Interrupted = 130;
}
