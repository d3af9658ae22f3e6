using System.Net;
using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>Files that kill whoever reads them: they end in quarantine, and nobody else is held up.</summary>
public sealed class FaultyReaderTests : IDisposable
{
    private const int GoodFiles = 12;
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Watch_AFileThatKillsAndOneThatEatsTheMemory_AreRefusedAtTheThirdTryWhileOthersFlow()
    {
        await using var host = LocalHostProcess.StartFaulty(_folder, "--no-seeds", "--data", _folder.Data, "--port", $"{LoopbackPort.FindFree()}");
        await host.WaitForAsync("Now watching");
        string[] bad = [_folder.Write("tue.txt", "%DIES at once"), _folder.Write("gonfle.txt", "%GROWS without end")];
        var good = Enumerable.Range(1, GoodFiles).Select(i => _folder.Write($"gare{i:00}.txt", SampleArticles.Station.Replace("douze millions", $"{i} millions", StringComparison.Ordinal)));

        await DropAsync([.. bad, .. good]);

        foreach (var name in bad.Select(Path.GetFileName))
        {
            await host.WaitForAsync($"{name}: refused.");
        }

        await DropAsync([_folder.Write("apres.txt", SampleArticles.Museum)]);
        await host.WaitForAsync("apres.txt:");

        Assert.Contains("it is started again", host.Errors, StringComparison.Ordinal);
        var refused = (await LocalHostProcess.RunAsync(_folder, 0, "quarantine", "list", "--json", "--data", _folder.Data)).Output.Split('\n');
        Assert.Equal(2, refused.Length);
        Assert.All(refused, line => Assert.Contains("\"code\":\"stops-reader\"", line, StringComparison.Ordinal));
        Assert.All(refused, line => Assert.Contains("\"attempts\":3", line, StringComparison.Ordinal));
        var status = (await LocalHostProcess.RunAsync(_folder, 0, "status", "--data", _folder.Data)).Output;
        Assert.Equal(GoodFiles + 1, status.Split('\n').Count(line => line.Contains("Ingested", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, await HealthAsync());
    }

    private Task<LocalHostProcess> DropAsync(IEnumerable<string> files) => LocalHostProcess.RunAsync(_folder, 0, ["drop", .. files, "--data", _folder.Data]);

    private async Task<HttpStatusCode> HealthAsync()
    {
        using var http = new HttpClient();
        var site = LocalHostProcess.Announced(_folder).GetProperty("Site").GetString()!;
        var reply = await http.GetAsync(new Uri(new Uri(site), "api/health"), TestContext.Current.CancellationToken);
        return reply.StatusCode;
    }
}
