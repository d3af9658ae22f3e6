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
    public async Task TryCommit_AVersion_StoresHeadOutboxAndContentAndAnEntryInTheIndex()
    {
        var (head, outbox) = Version(1);
        var content = Content("Le pont rouvre le 4 mars 2026.");
        Assert.True(await _store.TryCommitAsync(head, outbox, content, version: null, Token));

        Assert.Equivalent(head, (await _store.FindAsync(_id, Token))?.Value, strict: true);
        Assert.Equivalent(outbox, await _store.FindOutboxAsync(_id, Token), strict: true);
        Assert.Equivalent(content, await _store.FindContentAsync(_id, 1, Token), strict: true);
        Assert.Contains(new OpenOutbox(_id, 1, head.At), await _store.ListOpenAsync(Token).ToListAsync(Token));
        await _store.CloseAsync(_id, 1, Token);
        await _store.CloseAsync(_id, 1, Token);
        Assert.DoesNotContain(await _store.ListOpenAsync(Token).ToListAsync(Token), open => open.Article == _id);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(5_000_000)]
    public async Task TryCommit_ALongText_ComesBackWholeAndIsReplacedWhole(int characters)
    {
        var words = string.Concat(Enumerable.Range(0, characters / 12).Select(i => $"été {i * 7919 % 100_003:D6} «"));
        var (head, outbox) = Version(1);
        Assert.True(_store.CanHold(Content(words)));
        Assert.True(await _store.TryCommitAsync(head, outbox, Content(words), version: null, Token));
        Assert.Equal(words, (await _store.FindContentAsync(_id, 1, Token))!.Article.Text);

        var known = await _store.FindAsync(_id, Token);
        var (next, after) = Version(2);
        Assert.True(await _store.TryCommitAsync(next, after, Content("short"), known!.Version, Token));
        Assert.Null(await _store.FindContentAsync(_id, 1, Token));
        Assert.Equal("short", (await _store.FindContentAsync(_id, 2, Token))!.Article.Text);
    }

    [Fact]
    public void CanHold_TextThatNoTransactionHolds_IsFalse() =>
        Assert.False(_store.CanHold(Content(Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4_000_000)))));

    [Fact]
    public async Task TryCommit_OutdatedVersion_ChangesNothing()
    {
        var (head, outbox) = Version(1);
        await _store.TryCommitAsync(head, outbox, Content("first"), version: null, Token);
        var known = await _store.FindAsync(_id, Token);
        Assert.True(await _store.TrySaveAsync(head with { Title = "changed" }, known!.Version, Token));

        var (next, after) = Version(2);
        Assert.False(await _store.TryCommitAsync(next, after, Content("second"), known.Version, Token));
        Assert.False(await _store.TryCommitAsync(next, after, Content("second"), version: null, Token));
        Assert.Equal(1, (await _store.FindOutboxAsync(_id, Token))!.Version);
        Assert.Equal("first", (await _store.FindContentAsync(_id, 1, Token))!.Article.Text);
    }

    [Fact]
    public async Task TryFinish_CurrentVersion_TakesTheOutboxAwayWhichReopeningBringsBack()
    {
        var (head, outbox) = Version(1);
        await _store.TryCommitAsync(head, outbox, Content("text"), version: null, Token);
        var known = await _store.FindAsync(_id, Token);
        Assert.True(await _store.TryFinishAsync(head with { State = ArticleState.Ingested }, known!.Version, Token));
        Assert.False(await _store.TryFinishAsync(head with { State = ArticleState.Ingested }, known.Version, Token));
        Assert.Null(await _store.FindOutboxAsync(_id, Token));

        var finished = await _store.FindAsync(_id, Token);
        Assert.True(await _store.TryReopenAsync(head, outbox, finished!.Version, Token));
        Assert.NotNull(await _store.FindOutboxAsync(_id, Token));
        Assert.Equal("text", (await _store.FindContentAsync(_id, 1, Token))!.Article.Text);
    }

    private (ArticleHead Head, ArticleOutbox Outbox) Version(long version) => (
        Examples.Head(_id) with { Version = version },
        new ArticleOutbox { Version = version, Target = ArticleState.Ingested, ReleasedContents = ["a"], RemovedParts = ["p!/x"], LeavesQuarantine = true });

    private ArticleContent Content(string text) => new(Examples.Article(_id, text), Examples.Found());
}
