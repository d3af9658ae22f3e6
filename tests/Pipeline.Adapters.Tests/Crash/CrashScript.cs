using System.IO.Compression;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.CrashRun;

namespace Pipeline.Adapters.Tests.Crash;

/// <summary>What editors do and what workers are told of it: drops, deliveries twice and too late, corrections, copies, refusals, archives, deletions.</summary>
internal sealed class CrashScript(string storage, Ingester ingester)
{
    private const string Bridge =
        "date 2026-03-04\nLe pont Saint-Blaise rouvert\nLe maire de Valmont, Paul Garrel, a rouvert le pont Saint-Blaise le 3 mars 2026. Le procès de l’ancien adjoint doit s’ouvrir le 12 mars 2026 devant le tribunal de Castelrive.";

    private const string Corrected =
        "date 2026-03-04\nLe pont Saint-Blaise rouvert\nLe maire de Valmont, Paul Garrel, a rouvert le pont Saint-Blaise le 3 mars 2026. Le conseil municipal a adopté le budget le 2 mars 2026.";

    private const string Other =
        "date 2026-03-05\nValmont retrouve son pont\nLe pont Saint-Blaise a été rouvert le 3 mars 2026 par le maire de Valmont, Paul Garrel. Une collision a fait deux blessés le 4 mars 2026 à Castelrive.";

    private const string Packed =
        "date 2026-03-06\nUne école inaugurée à Castelrive\nLa maire de Castelrive, Anne Sorel, a inauguré l’école Jean-Moulin le 5 mars 2026. Le chantier avait commencé le 3 septembre 2024.";

    // The same bytes in every run.
    private static readonly DateTimeOffset s_packedAt = new(2026, 3, 6, 8, 0, 0, TimeSpan.Zero);

    private readonly BlobContainerClient _articles = new BlobServiceClient(storage).GetBlobContainerClient(StorageLayout.ArticlesContainer);

    public async Task RunAsync()
    {
        var first = await DropAsync("a.txt", Bridge);
        await DoAsync("ingest", "a.txt");
        await DoAsync("ingest", "a.txt");

        await DropAsync("copy.txt", Bridge);
        await DoAsync("ingest", "copy.txt");
        await DropAsync("other.txt", Other);
        await DoAsync("ingest", "other.txt");

        // The copy takes the place of the corrected article; then a worker comes with what it read before.
        await DropAsync("a.txt", Corrected);
        await DoAsync("ingest", "a.txt");
        await ingester.DoAsync(first);

        await DropAsync("bad.txt", "%PDF-1.7");
        await DoAsync("ingest", "bad.txt");
        await DropAsync("bad.txt", Corrected);
        await DoAsync("ingest", "bad.txt");
        await DropAsync("refused.txt", "x");
        await DoAsync("ingest", "refused.txt");
        await ArchivesAsync();

        await DoAsync("remove", "a.txt");
        await _articles.DeleteBlobAsync("other.txt");
        await _articles.DeleteBlobAsync("second.zip");
        await DropAsync("missed.txt", Other + " Trois personnes ont été arrêtées le 5 mars 2026.");
        await DoAsync("reconcile", "");
        await DropAsync("a.txt", Bridge + " Fin.");
        await DoAsync("ingest", "a.txt");
        await DoAsync("sweep", "");
    }

    // An archive with an article, a refusal and a copy; corrected, which takes files away and brings one; then a late worker and one that goes as a whole.
    private async Task ArchivesAsync()
    {
        var first = await DropAsync("pack.zip", Zip(("in.txt", Packed), ("refused.txt", "x"), ("gone.txt", Packed + " Fin."), ("copy.txt", Corrected)));
        await DoAsync("ingest", "pack.zip");
        await DropAsync("pack.zip", Zip(("in.txt", Packed + " Le maire a démissionné le 1er mars 2026."), ("refused.txt", "x"), ("new.txt", Packed)));
        await DoAsync("ingest", "pack.zip");
        await ingester.DoAsync(first);
        await DropAsync("second.zip", Zip(("in.txt", Packed + " Deux.")));
        await DoAsync("ingest", "second.zip");
    }

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in entries)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = s_packedAt;
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    private Task<string> DoAsync(string verb, string name) => ingester.DoAsync(new Order(verb, name));

    private Task<Order> DropAsync(string name, string text) => DropAsync(name, Encoding.UTF8.GetBytes(text));

    // The editor's own client: nothing goes wrong with it. Returns the order of a worker that holds this version.
    private async Task<Order> DropAsync(string name, byte[] bytes)
    {
        BlobContentInfo written = await _articles.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(bytes), overwrite: true);
        return new Order("deliver", name, bytes, written.LastModified, written.ETag.ToString().Trim('"'));
    }
}
