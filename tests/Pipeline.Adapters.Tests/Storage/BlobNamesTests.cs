using System.Text.RegularExpressions;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Storage;

/// <summary>Blobs are named by ids. A name that an editor chose addresses what the editor dropped, after a check, and nothing else.</summary>
public sealed partial class BlobNamesTests
{
    private static readonly HashSet<string> Safe =
    [
        "TableKey.From(id.Value) + extension",
        "$\"{DigestKey.Of(issue)}/{id.Value}.{extension}\"",

        // As the container lists them.
        "blob.Name",
        "line.Name",
    ];

    [Fact]
    public void Adapters_EveryBlobThatIsAddressed_IsNamedByAnIdOrChecked()
    {
        var calls = 0;
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Pipeline.Adapters"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            var code = File.ReadAllText(path);
            foreach (Match call in BlobCall().Matches(code))
            {
                calls++;
                var name = call.Groups["name"].Value;
                var check = call.Groups["container"].Value switch { "_articles" or "_bounces" => "BlobName.IsAddressable", "_receipts" => "ReceiptName.IsFile", _ => null };
                var isChecked = check is not null && code.Contains($"{check}({name})", StringComparison.Ordinal);
                Assert.True(isChecked || Safe.Contains(name), $"{Path.GetFileName(path)} addresses a blob by '{name}', which is neither an id nor checked.");
            }
        }

        Assert.True(calls >= 5, $"{calls} addressed blobs: the test no longer sees them.");
    }

    [GeneratedRegex(@"(?<container>\w+)\.Get\w*BlobClient\((?<name>(?:[^()]|\([^()]*\))+)\)")]
    private static partial Regex BlobCall();
}
