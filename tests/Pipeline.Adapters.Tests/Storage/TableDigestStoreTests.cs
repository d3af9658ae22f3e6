using Pipeline.Digest;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class TableDigestStoreTests(StorageFixture storage)
{
    private readonly IDigestStore _store = storage.Get<IDigestStore>();
    private readonly string _list = StorageFixture.NewId();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TrySave_UnderEachVersionOnce_ComesBackEqual()
    {
        var issue = Examples.Issue(new DigestId(_list, Examples.At));
        Assert.Null(await _store.FindAsync(issue.Id, Token));
        Assert.True(await _store.TrySaveAsync(issue, null, Token));
        Assert.False(await _store.TrySaveAsync(issue, null, Token));

        var read = await _store.FindAsync(issue.Id, Token);
        Assert.Equivalent(issue, read!.Value, strict: true);
        Assert.True(await _store.TrySaveAsync(issue with { State = IssueState.Paused, Reason = "550" }, read.Version, Token));
        Assert.False(await _store.TrySaveAsync(issue, read.Version, Token));
        Assert.Equal(IssueState.Paused, (await _store.FindAsync(issue.Id, Token))!.Value.State);
    }

    [Fact]
    public async Task ListLatest_SeveralIssues_NewestFirstAndNoMoreThanAsked()
    {
        foreach (var hours in new[] { 24, 0, 72, 48 })
        {
            await _store.TrySaveAsync(Examples.Issue(new DigestId(_list, Examples.At.AddHours(hours))), null, Token);
        }

        var newest = await _store.ListLatestAsync(_list, 3, Token).Select(issue => issue.Id.CutOff).ToListAsync(Token);

        Assert.Equal([Examples.At.AddHours(72), Examples.At.AddHours(48), Examples.At.AddHours(24)], newest);
        Assert.Equal(Examples.At.AddHours(72), (await _store.FindLatestAsync(_list, Token))?.Id.CutOff);
    }
}
