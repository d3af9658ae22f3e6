using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.CrashRun;

namespace Pipeline.Adapters.Tests.Crash;

/// <summary>What editors do and what workers are told of it: drops, deliveries twice and too late, corrections, copies, a refusal, deletions.</summary>
internal sealed class CrashScript(string storage, Ingester ingester)
{
    private const string Bridge =
        "date 2026-03-04\nLe pont Saint-Blaise rouvert\nLe maire de Valmont, Paul Garrel, a rouvert le pont Saint-Blaise le 3 mars 2026. Le procès de l’ancien adjoint doit s’ouvrir le 12 mars 2026 devant le tribunal de Castelrive.";

    private const string Corrected =
        "date 2026-03-04\nLe pont Saint-Blaise rouvert\nLe maire de Valmont, Paul Garrel, a rouvert le pont Saint-Blaise le 3 mars 2026. Le conseil municipal a adopté le budget le 2 mars 2026.";

    private const string Other =
        "date 2026-03-05\nValmont retrouve son pont\nLe pont Saint-Blaise a été rouvert le 3 mars 2026 par le maire de Valmont, Paul Garrel. Une collision a fait deux blessés le 4 mars 2026 à Castelrive.";

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

        await DoAsync("remove", "a.txt");
        await _articles.DeleteBlobAsync("other.txt");
        await DropAsync("missed.txt", Other + " Trois personnes ont été arrêtées le 5 mars 2026.");
        await DoAsync("reconcile", "");
        await DropAsync("a.txt", Bridge + " Fin.");
        await DoAsync("ingest", "a.txt");
        await DoAsync("sweep", "");
    }

    private Task<string> DoAsync(string verb, string name) => ingester.DoAsync(new Order(verb, name));

    // The editor's own client: nothing goes wrong with it. Returns the order of a worker that holds this version.
    private async Task<Order> DropAsync(string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        BlobContentInfo written = await _articles.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(bytes), overwrite: true);
        return new Order("deliver", name, bytes, written.LastModified, written.ETag.ToString().Trim('"'));
    }
}
