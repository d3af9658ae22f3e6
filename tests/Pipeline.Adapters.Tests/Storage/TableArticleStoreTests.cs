using Pipeline.Articles;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class TableArticleStoreTests(StorageFixture storage)
{
    private readonly IArticleStore _store = storage.Get<IArticleStore>();
    private readonly ArticleId _id = new(StorageFixture.NewId());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_NothingStored_IsNull() => Assert.Null(await _store.FindAsync(_id, Token));

    [Fact]
    public async Task TrySave_NewHead_ComesBackEqual()
    {
        var head = Examples.Head(_id);
        Assert.True(await _store.TrySaveAsync(head, version: null, Token));
        Assert.Equivalent(head, (await _store.FindAsync(_id, Token))?.Value, strict: true);
    }

    [Fact]
    public async Task TrySave_RefusedFile_KeepsItsNulls()
    {
        var head = new ArticleHead { Id = _id, FileName = "x.bin", FileHash = "h", LastModified = Examples.At, State = ArticleState.Quarantined, At = Examples.At };
        Assert.True(await _store.TrySaveAsync(head, version: null, Token));
        Assert.Equivalent(head, (await _store.FindAsync(_id, Token))?.Value, strict: true);
    }

    [Fact]
    public async Task TrySave_WithoutVersionWhereOneIs_IsFalse()
    {
        await _store.TrySaveAsync(Examples.Head(_id), version: null, Token);
        Assert.False(await _store.TrySaveAsync(Examples.Head(_id), version: null, Token));
    }

    [Fact]
    public async Task TrySave_CurrentThenOutdatedVersion_IsTrueThenFalse()
    {
        var head = Examples.Head(_id);
        await _store.TrySaveAsync(head, version: null, Token);
        var read = await _store.FindAsync(_id, Token);
        Assert.True(await _store.TrySaveAsync(head with { State = ArticleState.Ingested }, read!.Version, Token));
        Assert.False(await _store.TrySaveAsync(head with { State = ArticleState.Duplicate }, read.Version, Token));
        Assert.Equal(ArticleState.Ingested, (await _store.FindAsync(_id, Token))?.Value.State);
    }

    [Fact]
    public async Task List_AfterSaves_HoldsThem()
    {
        var other = new ArticleId(StorageFixture.NewId());
        await _store.TrySaveAsync(Examples.Head(_id), version: null, Token);
        await _store.TrySaveAsync(Examples.Head(other), version: null, Token);
        var ids = await _store.ListAsync(Token).Select(head => head.Id).ToListAsync(Token);
        Assert.Contains(_id, ids);
        Assert.Contains(other, ids);
    }

    [Fact]
    public async Task ClaimContent_SecondArticle_GetsTheFirst()
    {
        var content = StorageFixture.NewId();
        var other = new ArticleId(StorageFixture.NewId());
        Assert.Equal(_id, await _store.ClaimContentAsync(content, _id, Token));
        Assert.Equal(_id, await _store.ClaimContentAsync(content, other, Token));
        Assert.Equal(_id, await _store.ClaimContentAsync(content, _id, Token));
    }

    [Fact]
    public async Task ClaimContent_ManyAtOnce_HaveOneHolder()
    {
        var content = StorageFixture.NewId();
        var holders = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => _store.ClaimContentAsync(content, new ArticleId(StorageFixture.NewId()), Token)));
        Assert.Single(holders.Distinct());
    }

    [Fact]
    public async Task ReleaseContent_ByItsHolder_FreesIt()
    {
        var content = StorageFixture.NewId();
        var other = new ArticleId(StorageFixture.NewId());
        await _store.ClaimContentAsync(content, _id, Token);
        await _store.ReleaseContentAsync(content, _id, Token);
        Assert.Equal(other, await _store.ClaimContentAsync(content, other, Token));
    }

    [Fact]
    public async Task ReleaseContent_ByAnotherOrOfNothing_ChangesNothing()
    {
        var content = StorageFixture.NewId();
        var other = new ArticleId(StorageFixture.NewId());
        await _store.ReleaseContentAsync(content, other, Token);
        await _store.ClaimContentAsync(content, _id, Token);
        await _store.ReleaseContentAsync(content, other, Token);
        Assert.Equal(_id, await _store.ClaimContentAsync(content, other, Token));
    }
}
