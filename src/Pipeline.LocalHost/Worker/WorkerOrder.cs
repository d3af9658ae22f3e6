namespace Pipeline.LocalHost.Worker;

/// <summary>What the supervisor tells the worker, as one line of JSON on its standard input.</summary>
internal sealed record WorkerOrder
{
    /// <summary>All settings, flat.</summary>
    public required IReadOnlyDictionary<string, string?> Settings { get; init; }

    /// <summary>The working copy.</summary>
    public required string Root { get; init; }

    /// <summary>Where the pages listen.</summary>
    public required Uri Listen { get; init; }

    /// <summary>Where the pages stand for a browser.</summary>
    public required Uri Site { get; init; }

    /// <summary>Where the mails can be read, or null.</summary>
    public Uri? Mailbox { get; init; }

    /// <summary>Folder with a copy of every mail.</summary>
    public required string MailFolder { get; init; }

    /// <summary>Compose and send now, then end.</summary>
    public bool Once { get; init; }

    /// <summary>Another host reads the articles on the same data: this one waits until it has read them.</summary>
    public bool IsGuest { get; init; }

    /// <summary>Leave the sample articles alone.</summary>
    public bool NoSeeds { get; init; }

    /// <summary>Log what the functions do.</summary>
    public bool Verbose { get; init; }

    /// <summary>File to which traces are added, or null.</summary>
    public string? TraceFile { get; init; }
}
