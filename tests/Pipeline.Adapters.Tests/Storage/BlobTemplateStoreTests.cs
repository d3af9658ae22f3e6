using Azure.Storage.Blobs;
using Pipeline.Digest;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class BlobTemplateStoreTests(StorageFixture storage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_Files_AreThoseAtTheTopInOrderOfTheirNames()
    {
        var container = storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.TemplatesContainer);
        await PutAsync(container, "strings.fr.json", "\uFEFF{ \"digest\": {} }"u8.ToArray());
        await PutAsync(container, "digest.scriban-html", "été"u8.ToArray());
        await PutAsync(container, "latin.scriban-txt", [(byte)'a', 0xE9]);
        await PutAsync(container, "long.scriban-txt", new byte[TemplateFile.MaxBytes + 1]);
        await PutAsync(container, "old/digest.scriban-html", "x"u8.ToArray());

        TemplateFile[] expected =
        [
            new("digest.scriban-html", "été"),
            new("latin.scriban-txt", null),
            new("long.scriban-txt", null),
            new("strings.fr.json", "{ \"digest\": {} }"),
        ];
        Assert.Equal(expected, await storage.Get<ITemplateStore>().ListAsync(Token));
    }

    private static async Task PutAsync(BlobContainerClient container, string name, byte[] content) =>
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), overwrite: true, Token);
}
