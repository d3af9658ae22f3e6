namespace Pipeline.Adapters.Backups;

/// <summary>One table or container of a backup.</summary>
/// <param name="Name">Its name in the account.</param>
/// <param name="Count">Rows or blobs.</param>
/// <param name="Bytes">Bytes of the rows as lines, or of the blobs' contents.</param>
/// <param name="Sha256">Hash of the file of lines, in lower-case hex.</param>
/// <param name="LeftOut">Blobs whose names the client cannot address; they are no articles either.</param>
public sealed record BackupPart(string Name, long Count, long Bytes, string Sha256, long LeftOut = 0);
