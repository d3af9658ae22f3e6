using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.InMemory;

namespace Pipeline.Adapters.Tests.Storage;

/// <summary>What the public pages ask of the stores: pages of the archive, and ranges of dates. In tables as in memory.</summary>
public sealed class PublicPagesStoresTests(StorageFixture storage)
{
    private readonly string _list = "l" + StorageFixture.NewId()[..8];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ListPublic_InPages_EachOnceNewestFirst(bool isInMemory)
    {
        var store = isInMemory ? new InMemoryVariantStore() : storage.Get<IVariantStore>();
        foreach (var minute in (int[])[3, 1, 5, 2, 4])
        {
            await store.FreezeAsync(Variant(minute, "fr", isPublic: true), Token);
        }

        await store.FreezeAsync(Variant(6, "en", isPublic: true), Token);
        await store.FreezeAsync(Variant(7, "fr", isPublic: false), Token);

        var first = await store.ListPublicAsync(_list, "fr", 2, Token).ToListAsync(Token);
        var second = await store.ListPublicAsync(_list, "fr", first[^1].Issue.CutOff, 2, Token).ToListAsync(Token);
        var third = await store.ListPublicAsync(_list, "fr", second[^1].Issue.CutOff, 2, Token).ToListAsync(Token);

        Assert.Equal([5, 4, 3, 2, 1], first.Concat(second).Concat(third).Select(variant => variant.Issue.CutOff.Minute));
        Assert.Empty(await store.ListPublicAsync(_list, "fr", third[^1].Issue.CutOff, 2, Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ListByDate_DatesOfAllPrecisions_ThoseThatBeginInTheRange(bool isInMemory)
    {
        var store = isInMemory ? new InMemoryEventStore() : storage.Get<IEventStore>();
        string[] listed = ["1893-05-10", "1893-05-10/1893-05-12", "1893-05-31", "1893-05", "1893-06", "1893-12-30/1894-01-02", "1893", "1894-01-01", "1894-01", "1894"];
        string[] others = ["1893-05-09", "1893-05-09/1893-05-20", "1893-04", "1894-01-02", "1894-02", "1892"];
        var ids = listed.Concat(others).ToDictionary(date => new EventId(StorageFixture.NewId()), date => date);
        foreach (var (id, date) in ids)
        {
            await store.IndexAsync([Examples.Event(date, Examples.Change(id, Examples.At)) with { Id = id }], Token);
        }

        var found = await store.ListByDateAsync(new DateOnly(1893, 5, 10), new DateOnly(1894, 1, 1), Token).ToListAsync(Token);

        Assert.Equal(listed.Order(StringComparer.Ordinal), found.Where(ids.ContainsKey).Select(id => ids[id]).Order(StringComparer.Ordinal));
    }

    private DigestVariant Variant(int minute, string language, bool isPublic) => new()
    {
        Issue = new(_list, new DateTimeOffset(2026, 3, 4, 6, minute, 0, TimeSpan.Zero)),
        Id = new(StorageFixture.NewId()),
        Language = language,
        Since = Examples.At,
        IsPublic = isPublic,
        Subject = "Objet",
        Html = "<p>é</p>",
        Text = "é",
        ChangeIds = [],
    };
}
