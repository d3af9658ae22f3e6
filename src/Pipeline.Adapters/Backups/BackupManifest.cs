namespace Pipeline.Adapters.Backups;

/// <summary>What a backup holds. It is written last: a folder without it holds no whole backup.</summary>
public sealed record BackupManifest
{
    /// <summary>The form of folder that this program writes, and the only one that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The form of the folder.</summary>
    public required int Format { get; init; }

    /// <summary>When the backup began. What was written meanwhile may or may not be in it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The tables, each as <c>tables/{name}.jsonl</c>.</summary>
    public required IReadOnlyList<BackupPart> Tables { get; init; }

    /// <summary>The containers, each as <c>containers/{name}.jsonl</c> with the blobs' contents in the folder of the same name.</summary>
    public required IReadOnlyList<BackupPart> Containers { get; init; }
}
