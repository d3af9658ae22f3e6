using System.Text.Json;

namespace Pipeline.EndToEnd.Tests;

/// <summary>The verbs that need no storage, and what the command line answers to mistakes.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Extract_FolderAsJson_OneLineAFileAndNothingElseOnStandardOutput()
    {
        Directory.CreateDirectory(_folder.Data);
        _folder.Write("data/gare.txt", SampleArticles.Station);
        _folder.Write("data/vide.txt", "");

        var host = await LocalHostProcess.RunAsync(_folder, 0, "extract", "--json", _folder.Data);

        var lines = host.Output.Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["gare.txt", "vide.txt"], lines.Select(line => line.GetProperty("file").GetString()));
        Assert.Equal("2026-05-06", lines[0].GetProperty("published").GetString());
        Assert.Equal("fr", lines[0].GetProperty("lang").GetString());
        var found = Assert.Single(lines[0].GetProperty("events").EnumerateArray());
        Assert.Equal((SampleArticles.StationDate, "happened"), (found.GetProperty("date").GetString(), found.GetProperty("status").GetString()));
        Assert.Contains(
            found.GetProperty("date_text").GetString()!, found.GetProperty("evidence").GetString(), StringComparison.Ordinal);
        Assert.Equal("empty", lines[1].GetProperty("rejected").GetProperty("code").GetString());
        Assert.Equal("", host.Errors);
    }

    [Fact]
    public async Task Extract_MissingFile_SaysSoAndEndsWithOne()
    {
        var host = await LocalHostProcess.RunAsync(_folder, 1, "extract", "nowhere.txt");

        Assert.Contains("nowhere.txt", host.Errors, StringComparison.Ordinal);
        Assert.Equal("", host.Output);
    }

    [Fact]
    public async Task Tag_StandardInput_OffsetsCountUtf16CodeUnits()
    {
        const string Text = "\U0001F389 Fête hier à Valmeuse.";
        var line = JsonSerializer.Serialize(new { id = 7, lang = "fr", dct = "2026-03-04", text = Text });

        await using var host = LocalHostProcess.Start(_folder, searchPath: null, line + "\n", ["tag", "-"]);

        Assert.Equal(0, await host.WaitForExitAsync());
        var document = JsonDocument.Parse(host.Output).RootElement;
        var timex = Assert.Single(document.GetProperty("timexes").EnumerateArray());
        Assert.Equal(7, document.GetProperty("id").GetInt32());
        Assert.Equal("hier", Text[timex.GetProperty("start").GetInt32()..timex.GetProperty("end").GetInt32()]);
        Assert.Equal(("hier", "DATE", "2026-03-03"), (
            timex.GetProperty("text").GetString(), timex.GetProperty("type").GetString(), timex.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task Tag_LinesThatAreNoDocuments_AreNamedAndPassedOver()
    {
        var american = JsonSerializer.Serialize(new { id = 2, lang = "en-US", dct = "2026-03-14", text = "Signed on 03/04/2026." });
        var tooLong = JsonSerializer.Serialize(new { id = 3, lang = "en", dct = "2026-03-14", text = new string('a', 200) });

        await using var host = LocalHostProcess.Start(
            _folder, searchPath: null, $"{{\"id\":1}}\n{tooLong}\n{american}\n", ["tag", "-", "--max-line", "150"]);

        Assert.Equal(1, await host.WaitForExitAsync());
        var timex = Assert.Single(JsonDocument.Parse(host.Output).RootElement.GetProperty("timexes").EnumerateArray());
        Assert.Equal("2026-03-04", timex.GetProperty("value").GetString());
        Assert.Equal(["Line 1 is left out:", "Line 2 is left out:"], host.Errors.Split('\n').Select(line => line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)]));
    }

    [Fact]
    public async Task Run_MachineWithoutNode_OneSentenceAndExitCodeTwo()
    {
        await using var host = LocalHostProcess.Start(_folder, searchPath: _folder.Path, input: null, ["--once", "--data", _folder.Data]);

        Assert.Equal(2, await host.WaitForExitAsync());
        Assert.StartsWith("Node.js 20 or later is needed", Assert.Single(host.Errors.Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no connection string at all", "--storage takes the connection string")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a;", "The storage does not answer")]
    public async Task Status_StorageThatIsNone_OneSentenceAndExitCodeTwo(string storage, string sentence)
    {
        var host = await LocalHostProcess.RunAsync(_folder, 2, "status", "--data", _folder.Data, "--storage", storage);

        Assert.StartsWith(sentence, Assert.Single(host.Errors.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_WithoutPreview_IsRefusedAndStartsNothing()
    {
        var host = await LocalHostProcess.RunAsync(_folder, 1, "digest", "--data", _folder.Data);

        Assert.Contains("write digest --preview", host.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Data));
    }
}
