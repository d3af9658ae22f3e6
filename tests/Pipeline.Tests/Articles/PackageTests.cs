using System.Text;
using Pipeline.Articles;
using Pipeline.Articles.Reading;

namespace Pipeline.Tests.Articles;

/// <summary>Archives: each file in them is an article of its own and goes with them.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly Newsroom _room = new();
    private readonly ReadFile _one;

    public PackageTests()
    {
        _one = _room.Read;

        // An archive is a text of lines "name: text", which keeps these tests apart from any format.
        _room.Read = (file, token) => file.Name.EndsWith(".pack", StringComparison.Ordinal) ? Unpack(file) : _one(file, token);
    }

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Package_WithGoodAndBadFiles_IngestsEachOrQuarantinesItAlone()
    {
        var outcome = Assert.IsType<IngestOutcome.Unpacked>(await _room.DropAsync("p.pack", Pack(("a", 3), ("b", 4), ("bad", 0))));

        Assert.Equal(["p.pack!/a", "p.pack!/b", "p.pack!/bad"], outcome.Head.Parts);
        Assert.Equal(ArticleState.Archive, outcome.Head.State);
        Assert.IsType<IngestOutcome.Ingested>(outcome.Parts[0]);
        Assert.IsType<IngestOutcome.Quarantined>(outcome.Parts[2]);
        Assert.Equal("p.pack", (await _room.HeadAsync("p.pack!/a"))!.Archive);
        Assert.Equal("p.pack", (await _room.Quarantine.FindAsync(ArticleId.FromBlobName("p.pack!/bad"), Make.Token))!.Archive);
        Assert.Equal(4, _room.Receipts.Written.Count);
        Assert.IsType<IngestOutcome.Unchanged>(await _room.IngestByName().RunAsync("p.pack", isAgain: false, Make.Token));
    }

    [Fact]
    public async Task Package_ANewVersionWithoutAFile_RemovesThatArticleOnly()
    {
        await _room.DropAsync("p.pack", Pack(("a", 3), ("b", 4), ("bad", 0)));
        await _room.DropAsync("p.pack", Pack(("a", 3)), Make.Dropped.AddMinutes(1));

        Assert.Equal(ArticleState.Ingested, (await _room.HeadAsync("p.pack!/a"))!.State);
        Assert.Equal(ArticleState.Removed, (await _room.HeadAsync("p.pack!/b"))!.State);
        Assert.Equal(ArticleState.Removed, (await _room.HeadAsync("p.pack!/bad"))!.State);
        Assert.Null(await _room.Quarantine.FindAsync(ArticleId.FromBlobName("p.pack!/bad"), Make.Token));
    }

    [Fact]
    public async Task Package_Removed_TakesItsFilesWithItAndComesBackWithThem()
    {
        await _room.DropAsync("p.pack", Pack(("a", 3), ("b", 4)));
        await _room.Remove().RunAsync("p.pack", Make.Token);
        Assert.Equal([ArticleState.Removed, ArticleState.Removed, ArticleState.Removed], await StatesAsync("p.pack", "p.pack!/a", "p.pack!/b"));

        await _room.DropAsync("p.pack", Pack(("a", 3), ("b", 4)), Make.Dropped.AddMinutes(1));
        Assert.Equal([ArticleState.Archive, ArticleState.Ingested, ArticleState.Ingested], await StatesAsync("p.pack", "p.pack!/a", "p.pack!/b"));
    }

    [Fact]
    public async Task Package_AnOldVersionAfterTheNew_LeavesNoFileBehind()
    {
        await _room.Ingest().RunAsync(File(Make.Dropped.AddMinutes(1), ("a", 3)), Make.Token);
        Assert.IsType<IngestOutcome.Unchanged>(await _room.Ingest().RunAsync(File(Make.Dropped, ("a", 5), ("old", 4)), Make.Token));

        Assert.Null(await _room.HeadAsync("p.pack!/old"));
        Assert.Equal(Make.Dropped.AddMinutes(1), (await _room.HeadAsync("p.pack!/a"))!.LastModified);
    }

    [Fact]
    public async Task Package_AnOldVersionUnpackedWhileTheNewCame_LeavesNoFileBehind()
    {
        var inner = _room.Read;
        var isFirst = true;
        _room.Read = (file, token) =>
        {
            var outcome = inner(file, token);
            if (file.Name == "p.pack!/old" && isFirst)
            {
                isFirst = false;
                _room.Ingest().RunAsync(File(Make.Dropped.AddMinutes(1), ("a", 3)), Make.Token).GetAwaiter().GetResult();
            }

            return outcome;
        };
        Assert.IsType<IngestOutcome.Unchanged>(await _room.Ingest().RunAsync(File(Make.Dropped, ("old", 4)), Make.Token));

        Assert.Equal([ArticleState.Archive, ArticleState.Ingested, ArticleState.Removed], await StatesAsync("p.pack", "p.pack!/a", "p.pack!/old"));
    }

    [Fact]
    public async Task Package_ThatBecomesATextOfItsOwn_LosesItsFiles()
    {
        await _room.DropAsync("p.pack", Pack(("a", 3)));
        _room.Read = _one;
        await _room.DropAsync("p.pack", "Le conseil municipal de Valmont a voté le 9 mars 2026 la reconstruction du pont.", Make.Dropped.AddMinutes(1));

        Assert.Equal([ArticleState.Ingested, ArticleState.Removed], await StatesAsync("p.pack", "p.pack!/a"));
    }

    private async Task<List<ArticleState?>> StatesAsync(params string[] names)
    {
        var states = new List<ArticleState?>();
        foreach (var name in names)
        {
            states.Add((await _room.HeadAsync(name))?.State);
        }

        return states;
    }

    private static DroppedFile File(DateTimeOffset at, params (string Name, int Day)[] entries) => new()
    {
        Name = "p.pack",
        Content = new MemoryStream(Encoding.UTF8.GetBytes(Pack(entries))),
        LastModified = at,
        ETag = at.UtcTicks.ToString("D19", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string Pack(params (string Name, int Day)[] entries) => string.Join('\n', entries.Select(entry =>
        $"{entry.Name}:" + (entry.Day == 0 ? "x" : $"Le conseil municipal de Valmont a voté le {entry.Day} mars 2026 la reconstruction du pont {entry.Name}.")));

    private static ExtractOutcome.Package Unpack(RawFile file) => new(
        [
            .. Encoding.UTF8.GetString(file.Bytes.Span).Split('\n').Select(line => line.Split(':', 2)).Select(pair =>
                file with { Name = $"{file.Name}!/{pair[0]}", Bytes = Encoding.UTF8.GetBytes(pair[1]) }),
        ],
        []);
}
