using Pipeline.Digest;
using Pipeline.Digest.Schedule;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class TableCoverageStoreTests(StorageFixture storage)
{
    private readonly ICoverageStore _coverage = storage.Get<ICoverageStore>();
    private readonly string _list = StorageFixture.NewId();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TrySave_ManyTicksAtOnce_OneBeginsItsIssue()
    {
        Assert.Null(await _coverage.FindAsync(_list, Token));
        var covered = new DigestCoverage(_list, Examples.At, null);
        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _coverage.TrySaveAsync(covered, null, Token)))).Count(saved => saved));
        var read = await _coverage.FindAsync(_list, Token);
        Assert.Equal(covered, read?.Value);

        var begun = await Task.WhenAll(Enumerable.Range(1, 10).Select(minute =>
            _coverage.TrySaveAsync(read!.Value.Begin(Examples.At.AddMinutes(minute)), read.Version, Token)));

        Assert.Equal(1, begun.Count(saved => saved));
        Assert.NotNull((await _coverage.FindAsync(_list, Token))?.Value.InProgress);
    }

    [Fact]
    public async Task Coverage_BesideTheIssuesOfItsList_IsNotListedAsOne()
    {
        await _coverage.TrySaveAsync(new DigestCoverage(_list, Examples.At, null), null, Token);
        Assert.Empty(await storage.Get<IDigestStore>().ListLatestAsync(_list, 10, Token).ToListAsync(Token));
    }
}
