using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Pipeline.Adapters.Backups;
using Pipeline.Adapters.Tests.Crash;

namespace Pipeline.Adapters.Tests.Backups;

/// <summary>A backup, an account with nothing in it, and the backup brought back.</summary>
public sealed class StorageBackupTests(CrashAccounts accounts) : IClassFixture<CrashAccounts>, IDisposable
{
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("pipeline-backup-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_place.FullName, "backup");

    public void Dispose() => _place.Delete(recursive: true);

    [Fact]
    public async Task Restore_IntoAnEmptyAccount_GivesEveryRowAndBlobAndNothingIsToldAgain()
    {
        var (old, renewed) = (accounts.Take(), accounts.Take());
        await using (var newsroom = await Newsroom.OpenAsync(old, Token))
        {
            await newsroom.DropSeedsAsync(Token);
            await newsroom.DropAsync("vide.txt", "", Token);
            await newsroom.IngestAllAsync(Token);
            Assert.Equal(1, (await newsroom.SendDigestAsync(Token)).Planned);
            Assert.Single(newsroom.Mails);
            await DropOddNamesAsync(newsroom);
            var manifest = await newsroom.Get<StorageBackup>().RunAsync(Folder, _ => { }, Token);
            Assert.Equal(StorageLayout.Tables, manifest.Tables.Select(part => part.Name));
            Assert.Equal(StorageLayout.Containers, manifest.Containers.Select(part => part.Name));
        }

        await using var restored = await Newsroom.OpenAsync(renewed, Token);
        await restored.Get<StorageRestore>().RunAsync(Folder, overwrite: false, _ => { }, Token);

        var expected = await AccountContent.ReadAsync(old, Token);
        Assert.Contains(expected, line => line.StartsWith(StorageLayout.DigestsContainer, StringComparison.Ordinal) && line.Contains("text/html", StringComparison.Ordinal));
        Assert.Contains(expected, line => line.StartsWith(StorageLayout.EventsTable, StringComparison.Ordinal));
        Assert.Equal(expected, await AccountContent.ReadAsync(renewed, Token));
        await restored.IngestAllAsync(Token);
        Assert.Equal(0, (await restored.SendDigestAsync(Token)).Planned);
        Assert.Empty(restored.Mails);
    }

    [Fact]
    public async Task Restore_RowsOfEveryType_KeepTheirTypesAndValues()
    {
        var (old, renewed) = (accounts.Take(), accounts.Take());
        await using var newsroom = await Newsroom.OpenAsync(old, Token);
        await using var restored = await Newsroom.OpenAsync(renewed, Token);
        var row = new TableEntity("p", "r")
        {
            ["Text"] = "« Crue »\u2028\r\n\t\"\\ 🎉",
            ["Empty"] = "",
            ["Int"] = int.MinValue,
            ["Long"] = long.MaxValue,
            ["Whole"] = 3.0,
            ["Double"] = Math.PI,
            ["True"] = true,
            ["False"] = false,
            ["Instant"] = new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero).AddTicks(1_234_567),
            ["Guid"] = Guid.Parse("7d1d5a4c-0000-4000-8000-0123456789ab"),
            ["Bytes"] = new byte[] { 0, 1, 254, 255 },
        };
        await newsroom.Get<TableServiceClient>().GetTableClient(StorageLayout.ChangesTable).AddEntityAsync(row, Token);

        await newsroom.Get<StorageBackup>().RunAsync(Folder, _ => { }, Token);
        await restored.Get<StorageRestore>().RunAsync(Folder, overwrite: false, _ => { }, Token);

        var expected = await AccountContent.ReadAsync(old, Token);
        Assert.Contains(expected, line => line.Contains(" Whole: Double 3", StringComparison.Ordinal));
        Assert.Equal(expected, await AccountContent.ReadAsync(renewed, Token));
    }

    [Fact]
    public async Task Restore_IntoAnAccountThatIsNotEmpty_IsRefusedUnlessItIsToBeOverwritten()
    {
        var (old, other) = (accounts.Take(), accounts.Take());
        await using var newsroom = await Newsroom.OpenAsync(old, Token);
        await newsroom.DropSeedsAsync(Token);
        await newsroom.IngestAllAsync(Token);
        await newsroom.Get<StorageBackup>().RunAsync(Folder, _ => { }, Token);
        var expected = await AccountContent.ReadAsync(old, Token);
        await using var later = await Newsroom.OpenAsync(other, Token);
        await later.DropAsync("plus-tard.txt", "date 2026-05-06 La ministre a inauguré la gare de Valmeuse le mardi 5 mai 2026.", Token);
        await later.IngestAllAsync(Token);
        await later.SendDigestAsync(Token);
        var before = await AccountContent.ReadAsync(other, Token);

        var refusal = await Assert.ThrowsAsync<BackupUnusableException>(() => RestoreAsync(later, overwrite: false));
        Assert.Contains("not empty", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await AccountContent.ReadAsync(other, Token));

        await RestoreAsync(later, overwrite: true);
        await RestoreAsync(later, overwrite: true);

        // The editor's file is nobody's to delete: it stays, and is read as any that was dropped.
        var after = await AccountContent.ReadAsync(other, Token);
        var kept = Assert.Single(after.Except(expected, StringComparer.Ordinal));
        Assert.StartsWith("articles/plus-tard.txt ", kept, StringComparison.Ordinal);
        Assert.Equal(expected, after.Where(line => line != kept));
    }

    [Fact]
    public async Task Backup_ThatWasInterrupted_IsNoneAndItsFolderIsNotTakenForAnotherOne()
    {
        await using var newsroom = await Newsroom.OpenAsync(accounts.Take(), Token);
        await newsroom.DropSeedsAsync(Token);
        await newsroom.IngestAllAsync(Token);
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(Token);
        void StopAtTheLastTable(BackupPart part)
        {
            if (part.Name == StorageLayout.Tables[^1])
            {
                interruption.Cancel();
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => newsroom.Get<StorageBackup>().RunAsync(Folder, StopAtTheLastTable, interruption.Token));

        await using var empty = await Newsroom.OpenAsync(accounts.Take(), Token);
        Assert.Contains("no whole backup", (await Assert.ThrowsAsync<BackupUnusableException>(() => RestoreAsync(empty, overwrite: false))).Message, StringComparison.Ordinal);
        var again = await Assert.ThrowsAsync<BackupUnusableException>(() => newsroom.Get<StorageBackup>().RunAsync(Folder, _ => { }, Token));
        Assert.Contains("not empty", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_DamagedBackup_IsRefusedBeforeAnythingIsWritten()
    {
        await using (var newsroom = await Newsroom.OpenAsync(accounts.Take(), Token))
        {
            await newsroom.DropAsync("gare.txt", "date 2026-05-06 La ministre a inauguré la gare de Valmeuse le mardi 5 mai 2026.", Token);
            await newsroom.IngestAllAsync(Token);
            await newsroom.Get<StorageBackup>().RunAsync(Folder, _ => { }, Token);
        }

        var renewed = accounts.Take();
        await using var restored = await Newsroom.OpenAsync(renewed, Token);
        var blob = Directory.EnumerateFiles(Path.Combine(Folder, "containers", StorageLayout.ArticlesContainer), "*", SearchOption.AllDirectories).Single();
        var events = Path.Combine(Folder, "tables", StorageLayout.EventsTable + ".jsonl");
        foreach (var (path, old, damaged) in (IEnumerable<(string, string, string)>)[
            (events, "2026-05-05", "2026-05-04"), (blob, "5 mai", "4 mai"), (Path.Combine(Folder, "manifest.json"), "\"name\": \"articles\"", "\"name\": \"../articles\"")])
        {
            await ReplaceAsync(path, old, damaged);
            await Assert.ThrowsAsync<BackupUnusableException>(() => RestoreAsync(restored, overwrite: false));
            await ReplaceAsync(path, damaged, old);
        }

        File.Move(blob, blob + ".away");
        await Assert.ThrowsAsync<BackupUnusableException>(() => RestoreAsync(restored, overwrite: false));
        Assert.Empty(await AccountContent.ReadAsync(renewed, Token));

        File.Move(blob + ".away", blob);
        await RestoreAsync(restored, overwrite: false);
    }

    private Task<BackupManifest> RestoreAsync(Newsroom newsroom, bool overwrite) =>
        newsroom.Get<StorageRestore>().RunAsync(Folder, overwrite, _ => { }, Token);

    private static async Task ReplaceAsync(string path, string old, string renewed)
    {
        var text = await File.ReadAllTextAsync(path, Token);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(old, renewed, StringComparison.Ordinal), Token);
    }

    // Names that some file system would fold, forbid or take for a device, and all that a blob can carry beside its bytes.
    private static async Task DropOddNamesAsync(Newsroom newsroom)
    {
        foreach (var name in (string[])["Gare.txt", "gare.txt", "CON", "aux.txt", "été d'hier : « vu »?*.txt", "a/b/c.txt", "a.", new string('x', 900), "..%2Fx"])
        {
            await newsroom.DropAsync(name, $"Texte de {name}", Token);
        }

        await newsroom.Blob("marked.bin").UploadAsync(
            new MemoryStream(new byte[9_000_000]),
            new BlobUploadOptions
            {
                HttpHeaders = new BlobHttpHeaders
                {
                    ContentType = "text/x-odd",
                    ContentEncoding = "identity",
                    ContentLanguage = "fr",
                    CacheControl = "no-store",
                    ContentDisposition = "attachment",
                },
                Metadata = new Dictionary<string, string> { ["published"] = "2026-03-04", ["Zone"] = "b" },
                Tags = new Dictionary<string, string> { ["desk"] = "region" },
            },
            Token);
    }
}
