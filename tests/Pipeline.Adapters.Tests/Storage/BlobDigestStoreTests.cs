using System.Text;
using Azure.Storage.Blobs;
using Pipeline.Adapters.Storage;
using Pipeline.Digest;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class BlobDigestStoreTests(StorageFixture storage)
{
    private readonly IDigestStore _store = storage.Get<IDigestStore>();
    private readonly string _list = StorageFixture.NewId();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryAdd_NewIssue_ComesBackEqualAndIsReadableAsBlobs()
    {
        var issue = Examples.Issue(new DigestId(_list, Examples.At));
        Assert.Null(await _store.FindAsync(issue.Id, Token));
        Assert.Null(await _store.FindLatestAsync(_list, Token));

        Assert.True(await _store.TryAddAsync(issue, Token));

        Assert.Equivalent(issue, await _store.FindAsync(issue.Id, Token), strict: true);
        Assert.Equal(issue.Html, await ReadAsync($"{issue.Id}/digest.html"));
        Assert.Equal(issue.Text, await ReadAsync($"{issue.Id}/digest.txt"));
        Assert.Contains("pic revu à 6,10 m", await ReadAsync($"{issue.Id}/digest.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TryAdd_IdIsTaken_IsFalseAndKeepsTheFirst()
    {
        var issue = Examples.Issue(new DigestId(_list, Examples.At));
        Assert.True(await _store.TryAddAsync(issue, Token));
        Assert.False(await _store.TryAddAsync(issue, Token));
        Assert.False(await _store.TryAddAsync(issue with { Html = "<p>other</p>" }, Token));
        Assert.Equal(issue.Html, (await _store.FindAsync(issue.Id, Token))?.Html);
        Assert.Equal(issue.Html, await ReadAsync($"{issue.Id}/digest.html"));
    }

    [Fact]
    public async Task TryAdd_ManyAtOnce_FreezeOneAndItsRowAndBlobsAgree()
    {
        var id = new DigestId(_list, Examples.At);
        var added = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(i => _store.TryAddAsync(Examples.Issue(id) with { Html = $"<p>{i}</p>", Text = $"{i}" }, Token)));

        Assert.InRange(added.Count(won => won), 0, 1);
        var frozen = await _store.FindAsync(id, Token);
        Assert.Equal(frozen?.Html, await ReadAsync($"{id}/digest.html"));
        Assert.Equal(frozen?.Text, await ReadAsync($"{id}/digest.txt"));
        Assert.Single(await _store.ListLatestAsync(_list, 10, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task TryAdd_CrashBetweenContentAndRow_IsFinishedByTheNext()
    {
        var issue = Examples.Issue(new DigestId(_list, Examples.At));
        var content = storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.DigestsContainer).GetBlobClient($"{issue.Id}/digest.json");
        await content.UploadAsync(BinaryData.FromBytes(StorageJson.WriteReadable(issue)), Token);

        Assert.False(await _store.TryAddAsync(issue with { Subject = "composed again" }, Token));
        Assert.Equal(issue.Subject, (await _store.FindLatestAsync(_list, Token))?.Subject);
    }

    [Fact]
    public async Task ListLatest_SeveralIssues_NewestFirstAndNoMoreThanAsked()
    {
        foreach (var hours in new[] { 24, 0, 72, 48 })
        {
            await _store.TryAddAsync(Examples.Issue(new DigestId(_list, Examples.At.AddHours(hours))), Token);
        }

        var newest = await _store.ListLatestAsync(_list, 3, Token).Select(issue => issue.Id.CutOff).ToListAsync(Token);

        Assert.Equal([Examples.At.AddHours(72), Examples.At.AddHours(48), Examples.At.AddHours(24)], newest);
        Assert.Equal(Examples.At.AddHours(72), (await _store.FindLatestAsync(_list, Token))?.Id.CutOff);
    }

    [Fact]
    public async Task TryAdd_ListNameThatLeadsOut_StaysInItsContainer()
    {
        var issue = Examples.Issue(new DigestId("../quarantine/" + _list, Examples.At));
        Assert.True(await _store.TryAddAsync(issue, Token));
        Assert.Equal(issue.Subject, (await _store.FindAsync(issue.Id, Token))?.Subject);
        Assert.True(await storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.DigestsContainer)
            .GetBlobClient($"{DigestKey.Of(issue.Id)}/digest.json").ExistsAsync(Token));
    }

    private async Task<string> ReadAsync(string name)
    {
        var blob = storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.DigestsContainer).GetBlobClient(name);
        return Encoding.UTF8.GetString((await blob.DownloadContentAsync(Token)).Value.Content);
    }
}
