using System.Text.Json;
using System.Text.RegularExpressions;
using Pipeline.Adapters.Storage;

namespace Pipeline.Adapters.Backups;

/// <summary>
/// Where the parts of a backup lie. Blobs are named by an id of their name, in lower case and without a point, so that every file system takes them and no name
/// leads out of the folder; the names themselves stand in the container's file of lines.
/// </summary>
internal sealed partial class BackupFolder(string root)
{
    private const string ManifestName = "manifest.json";
    private const string LineExtension = ".jsonl";

    /// <summary>Makes the folder, which must be empty where it exists.</summary>
    public void Begin()
    {
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
        {
            throw new BackupUnusableException(
                File.Exists(ManifestPath)
                    ? $"{root} holds a backup already: give another folder."
                    : $"{root} is not empty (a backup that was interrupted, perhaps): give another folder, or delete this one.");
        }

        Directory.CreateDirectory(Path.Combine(root, "tables"));
        Directory.CreateDirectory(Path.Combine(root, "containers"));
    }

    public string TablePath(string table) => Path.Combine(root, "tables", Checked(table) + LineExtension);

    public string ContainerPath(string container) => Path.Combine(root, "containers", Checked(container) + LineExtension);

    /// <summary>The file with a blob's content.</summary>
    public string BlobPath(string container, string blob)
    {
        var id = Identifier.Of("blob", blob);
        return Path.Combine(root, "containers", Checked(container), id[..2], id);
    }

    /// <summary>Ends the backup: only now is it one.</summary>
    public void Finish(BackupManifest manifest)
    {
        var draft = ManifestPath + ".tmp";
        using (var file = new FileStream(draft, FileMode.Create))
        {
            file.Write(StorageJson.WriteReadable(manifest));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, ManifestPath);
    }

    /// <summary>What the folder holds.</summary>
    /// <exception cref="BackupUnusableException">It holds no whole backup, or one of another form.</exception>
    public BackupManifest ReadManifest()
    {
        if (!File.Exists(ManifestPath))
        {
            throw new BackupUnusableException($"{root} holds no whole backup: {ManifestName}, which is written last, is missing.");
        }

        try
        {
            var manifest = StorageJson.Read<BackupManifest>(BinaryData.FromBytes(File.ReadAllBytes(ManifestPath)));
            return manifest.Format == BackupManifest.CurrentFormat
                ? manifest
                : throw new BackupUnusableException($"The backup in {root} is of form {manifest.Format}; this program reads form {BackupManifest.CurrentFormat}.");
        }
        catch (JsonException)
        {
            throw new BackupUnusableException($"{ManifestPath} is damaged: take another backup.");
        }
    }

    private string ManifestPath => Path.Combine(root, ManifestName);

    // Names come from a file that anybody may have written.
    private static string Checked(string name) => Names().IsMatch(name)
        ? name
        : throw new BackupUnusableException($"The backup names a table or container '{name}', which no account can have.");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{2,62}$", RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}
