using System.Text;
using Azure.Storage.Blobs;
using Pipeline.Adapters.Storage;
using Pipeline.Digest;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class BlobVariantStoreTests(StorageFixture storage)
{
    private readonly IVariantStore _store = storage.Get<IVariantStore>();
    private readonly string _list = StorageFixture.NewId();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Freeze_NewVariant_ComesBackEqualAndIsReadableAsBlobs()
    {
        var variant = Examples.Variant(new DigestId(_list, Examples.At));
        Assert.Null(await _store.FindAsync(variant.Issue, variant.Id, Token));

        Assert.Equivalent(variant, await _store.FreezeAsync(variant, Token), strict: true);

        Assert.Equivalent(variant, await _store.FindAsync(variant.Issue, variant.Id, Token), strict: true);
        Assert.Equal(variant.Html, await ReadAsync($"{DigestKey.Of(variant.Issue)}/{variant.Id}.html"));
        Assert.Equal(variant.Text, await ReadAsync($"{DigestKey.Of(variant.Issue)}/{variant.Id}.txt"));
        Assert.Contains("pic revu à 6,10 m", await ReadAsync($"{DigestKey.Of(variant.Issue)}/{variant.Id}.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Freeze_ManyAtOnce_OneStaysAndEveryoneGetsIt()
    {
        var variant = Examples.Variant(new DigestId(_list, Examples.At));
        var frozen = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _store.FreezeAsync(variant with { Html = $"<p>{i}</p>" }, Token)));

        var html = Assert.Single(frozen.Select(each => each.Html).Distinct());
        Assert.Equal(html, (await _store.FindAsync(variant.Issue, variant.Id, Token))?.Html);
        Assert.Equal(html, await ReadAsync($"{DigestKey.Of(variant.Issue)}/{variant.Id}.html"));
    }

    [Fact]
    public async Task ListPublic_SeveralIssues_NewestFirstOfOneLanguageAndNoMoreThanAsked()
    {
        foreach (var hours in new[] { 24, 0, 72, 48 })
        {
            var variant = Examples.Variant(new DigestId(_list, Examples.At.AddHours(hours)));
            await _store.FreezeAsync(variant with { IsPublic = true }, Token);
            await _store.FreezeAsync(variant with { Id = new(StorageFixture.NewId()), IsPublic = true, Language = "en" }, Token);
            await _store.FreezeAsync(variant with { Id = new(StorageFixture.NewId()) }, Token);
        }

        var newest = await _store.ListPublicAsync(_list, "fr", 3, Token).ToListAsync(Token);

        Assert.Equal([Examples.At.AddHours(72), Examples.At.AddHours(48), Examples.At.AddHours(24)], newest.Select(variant => variant.Issue.CutOff));
        Assert.All(newest, variant => Assert.Equal(("fr", true), (variant.Language, variant.IsPublic)));
    }

    [Fact]
    public async Task Freeze_ListNameThatLeadsOut_StaysInItsContainer()
    {
        var variant = Examples.Variant(new DigestId("../quarantine/" + _list, Examples.At));
        await _store.FreezeAsync(variant, Token);
        Assert.Equal(variant.Subject, (await _store.FindAsync(variant.Issue, variant.Id, Token))?.Subject);
        Assert.True(await storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.DigestsContainer)
            .GetBlobClient($"{DigestKey.Of(variant.Issue)}/{variant.Id}.json").ExistsAsync(Token));
    }

    [Theory]
    [InlineData("../../articles/x")]
    [InlineData("")]
    public async Task Find_AnIdThatIsNone_FindsNothing(string id) =>
        Assert.Null(await _store.FindAsync(new DigestId(_list, Examples.At), new VariantId(id), Token));

    private async Task<string> ReadAsync(string name)
    {
        var blob = storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.DigestsContainer).GetBlobClient(name);
        return Encoding.UTF8.GetString((await blob.DownloadContentAsync(Token)).Value.Content);
    }
}
