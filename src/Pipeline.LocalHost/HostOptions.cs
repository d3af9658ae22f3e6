namespace Pipeline.LocalHost;

/// <summary>What the command line says of the host, for all commands that need storage.</summary>
internal sealed record HostOptions
{
    /// <summary>Port of the pages where nothing else is said; the Functions host has the same.</summary>
    public const int UsualPort = 7071;

    /// <summary>Managed memory of the process which reads where nothing else is said: the largest files that are read at once need half of it.</summary>
    public const int UsualMemory = 320;

    /// <summary>Folder of emulator data, mails and the state of the running host.</summary>
    public required string Data { get; init; }

    /// <summary>Connection string of a storage that is already there; null for one of our own.</summary>
    public string? Storage { get; init; }

    /// <summary>A mail server that is already there; null for one of our own.</summary>
    public SmtpAddress? Smtp { get; init; }

    /// <summary>Port of the pages.</summary>
    public required int Port { get; init; }

    /// <summary>Compose and send now, then end.</summary>
    public bool Once { get; init; }

    /// <summary>Leave the sample articles alone.</summary>
    public bool NoSeeds { get; init; }

    /// <summary>Managed memory that the process which reads may take.</summary>
    public required int MemoryMegabytes { get; init; }

    /// <summary>Log what the functions do.</summary>
    public bool Verbose { get; init; }

    /// <summary>Keep the traces of articles, digests and mails.</summary>
    public bool Traces { get; init; }
}
