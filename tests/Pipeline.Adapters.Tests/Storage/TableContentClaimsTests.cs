using Pipeline.Articles;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class TableContentClaimsTests(StorageFixture storage)
{
    private readonly IContentClaims _claims = storage.Get<IContentClaims>();
    private readonly ArticleId _id = new(StorageFixture.NewId());
    private readonly ArticleId _other = new(StorageFixture.NewId());
    private readonly string _content = StorageFixture.NewId();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_SecondArticle_GetsTheFirst()
    {
        Assert.Equal(_id, await _claims.ClaimAsync(_content, _id, Token));
        Assert.Equal(_id, await _claims.ClaimAsync(_content, _other, Token));
        Assert.Equal(_id, await _claims.ClaimAsync(_content, _id, Token));
    }

    [Fact]
    public async Task Claim_ManyAtOnce_HaveOneHolder()
    {
        var holders = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => _claims.ClaimAsync(_content, new ArticleId(StorageFixture.NewId()), Token)));
        Assert.Single(holders.Distinct());
    }

    [Fact]
    public async Task Release_ByItsHolder_FreesIt()
    {
        await _claims.ClaimAsync(_content, _id, Token);
        await _claims.ReleaseAsync(_content, _id, Token);
        Assert.Equal(_other, await _claims.ClaimAsync(_content, _other, Token));
    }

    [Fact]
    public async Task Release_ByAnotherOrOfNothing_ChangesNothing()
    {
        await _claims.ReleaseAsync(_content, _other, Token);
        await _claims.ClaimAsync(_content, _id, Token);
        await _claims.ReleaseAsync(_content, _other, Token);
        Assert.Equal(_id, await _claims.ClaimAsync(_content, _other, Token));
    }

    [Fact]
    public async Task Wait_BehindTheHolder_IsListedUntilReleased()
    {
        await _claims.ClaimAsync(_content, _id, Token);
        await _claims.WaitAsync(_content, _other, Token);
        await _claims.WaitAsync(_content, _other, Token);
        Assert.Equal([_other], await _claims.ListWaitingAsync(_content, Token));
        await _claims.ReleaseAsync(_content, _other, Token);
        Assert.Empty(await _claims.ListWaitingAsync(_content, Token));
    }
}
