using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.Benchmarks.Pages;

/// <summary>Finds the copies of the three public collections in a folder that the user names; nothing is fetched.</summary>
internal sealed partial class PageFolders(string root, string half)
{
    /// <summary>Pages of scrapinghub/article-extraction-benchmark with the text that people took.</summary>
    public IEnumerable<(string Url, byte[] Html, string Body)> Bodies() =>
        from folder in Folders("ground-truth.json")
        from pair in Read(Path.Combine(folder, "ground-truth.json"))
        let url = (string?)pair.Value!["url"] ?? pair.Key
        where Half.Holds(half, url)
        select (url, Unpacked(Path.Combine(folder, "html", pair.Key + ".html.gz")), (string?)pair.Value["articleBody"] ?? "");

    /// <summary>Pages of adbar/trafilatura with pieces that belong to the text and pieces that do not.</summary>
    public IEnumerable<(string Url, byte[] Html, IReadOnlyList<string> With, IReadOnlyList<string> Without)> Pieces() =>
        from folder in Folders(Path.Combine("tests", "evaldata.json"))
        from pair in Read(Path.Combine(folder, "tests", "evaldata.json"))
        where Half.Holds(half, pair.Key)
        let html = Found(folder, (string)pair.Value!["file"]!, ["cache", "eval"])
        select (pair.Key, html, Texts(pair.Value["with"]), Texts(pair.Value["without"]));

    /// <summary>Pages of adbar/htmldate with their day; a few have none (NaN).</summary>
    public IEnumerable<(string Url, byte[] Html, string? Day)> Dated() =>
        from folder in Folders(Path.Combine("tests", "eval_default.json"))
        from pair in Read(Path.Combine(folder, "tests", "eval_mediacloud_2020.json")).Concat(Read(Path.Combine(folder, "tests", "eval_default.json")))
            .DistinctBy(pair => pair.Key)
        where Half.Holds(half, pair.Key)
        let html = Found(folder, (string)pair.Value!["file"]!, ["test_set", "cache", "eval"])
        select (pair.Key, html, (string?)pair.Value["date"]);

    private IEnumerable<string> Folders(string mark) => Directory.EnumerateDirectories(root).Prepend(root).Where(folder => File.Exists(Path.Combine(folder, mark)));

    private static JsonObject Read(string file) => JsonNode.Parse(NotANumber().Replace(File.ReadAllText(file), ": \"NaN\""))!.AsObject();

    private static byte[] Found(string folder, string file, string[] places) =>
        File.ReadAllBytes(places.Select(place => Path.Combine(folder, "tests", place, file)).First(File.Exists));

    private static byte[] Unpacked(string file)
    {
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static IReadOnlyList<string> Texts(JsonNode? list) => [.. list!.AsArray().Select(item => (string)item!)];

    [GeneratedRegex(@":\s*NaN\b", RegexOptions.CultureInvariant)]
    private static partial Regex NotANumber();
}
