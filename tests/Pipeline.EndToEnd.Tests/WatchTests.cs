using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pipeline.Adapters;
using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>The host as a newcomer starts it: with an emulator and a mail sink of its own, watching until it is ended.</summary>
public sealed class WatchTests : IDisposable
{
    private const string Watching = "Now watching";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Watch_SeedsThenADroppedFile_MailInTheSinkAndTheFileReadWithinSeconds()
    {
        await using var host = LocalHostProcess.Start(_folder, "--data", _folder.Data, "--port", $"{LoopbackPort.FindFree()}");
        await host.WaitForAsync(Watching);
        var mail = Assert.Single((await MailboxAsync()).EnumerateArray());
        var clock = Stopwatch.StartNew();
        await LocalHostProcess.RunAsync(_folder, 0, "drop", _folder.Write("gare.txt", SampleArticles.Station), "--data", _folder.Data);
        await host.WaitForAsync("gare.txt:");

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Contains("Valmeuse", mail.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains("Valmeuse", mail.GetProperty("text").GetString(), StringComparison.Ordinal);
        await host.WaitForAsync(SampleArticles.StationDate);
    }

    [Fact]
    public async Task Watch_Terminated_EndsWithZeroAndEveryChildProcessWithIt()
    {
        await using var host = LocalHostProcess.Start(_folder, "--no-seeds", "--data", _folder.Data, "--port", $"{LoopbackPort.FindFree()}");
        await host.WaitForAsync(Watching);
        var tools = Tools();

        host.SendTerminate();

        Assert.Equal(0, await host.WaitForExitAsync());
        Assert.Equal([false, false], tools.Select(IsAlive));
        Assert.False(File.Exists(Path.Combine(_folder.Data, "host.json")));
    }

    [Fact]
    public async Task Watch_Killed_ItsChildProcessesEndByThemselvesAndTheNextHostStarts()
    {
        await using var host = LocalHostProcess.Start(_folder, "--no-seeds", "--data", _folder.Data, "--port", $"{LoopbackPort.FindFree()}");
        await host.WaitForAsync(Watching);
        var tools = Tools();

        host.Kill();

        await LocalHostProcess.RunAsync(_folder, 0, "status", "--data", _folder.Data);
        await BecomesAsync(() => !tools.Any(IsAlive));
    }

    [Fact]
    public async Task Watch_EmulatorKilled_IsStartedAgainAndReadingGoesOn()
    {
        await using var host = LocalHostProcess.Start(_folder, "--no-seeds", "--data", _folder.Data, "--port", $"{LoopbackPort.FindFree()}");
        await host.WaitForAsync(Watching);

        foreach (var tool in Tools())
        {
            using var process = Process.GetProcessById(tool);
            process.Kill();
        }

        await host.WaitForAsync("The storage emulator has ended; it is started again");
        await LocalHostProcess.RunAsync(_folder, 0, "drop", _folder.Write("gare.txt", SampleArticles.Station), "--data", _folder.Data);
        await host.WaitForAsync(SampleArticles.StationHeadline);
    }

    [Fact]
    public async Task Watch_StorageAwayForAWhile_SaysSoOnceAndGoesOn()
    {
        await using var storage = new AzuriteServer();
        await storage.InitializeAsync();
        await using var inbox = new SmtpSink();
        await using var host = LocalHostProcess.Start(
            _folder, "--no-seeds", "--data", _folder.Data, "--port", $"{LoopbackPort.FindFree()}", "--storage", storage.ConnectionString,
            "--smtp", $"127.0.0.1:{inbox.Port}");
        await host.WaitForAsync(Watching);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), await HealthAsync());
        await storage.StopAsync();
        await host.WaitForAsync("The storage does not answer");
        await BecomesAsync(() => HealthAsync().GetAwaiter().GetResult() == (HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable));
        await storage.StartAgainAsync();
        await host.WaitForAsync("The storage answers again");
        await LocalHostProcess.RunAsync(
            _folder, 0, "drop", _folder.Write("gare.txt", SampleArticles.Station), "--data", _folder.Data, "--storage", storage.ConnectionString);
        await host.WaitForAsync(SampleArticles.StationHeadline);

        Assert.Equal(2, host.Errors.Split("The storage does not answer").Length);
    }

    [Fact]
    public async Task Watch_PortTakenAndAMessageThatIsNone_SaysThePortAndIsDoneWithTheMessage()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        await using var host = LocalHostProcess.Start(
            _folder, "--no-seeds", "--data", _folder.Data, "--port", $"{((IPEndPoint)holder.LocalEndpoint).Port}");
        await host.WaitForAsync(Watching);
        await host.WaitForAsync("is taken: pages on port");
        var announced = LocalHostProcess.Announced(_folder);

        using var client = new HttpClient();
        using var health = await client.GetAsync(
            new Uri(announced.GetProperty("Site").GetString() + "api/health"), TestContext.Current.CancellationToken);
        var storage = announced.GetProperty("Storage").GetString();
        await new QueueClient(storage, StorageLayout.DeliveriesQueue).SendMessageAsync("no base64 at all!", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        await host.WaitForAsync("A message on the poison queue of deliveries is no ticket");
        foreach (var queue in (string[])[StorageLayout.DeliveriesQueue, StorageLayout.PoisonedDeliveriesQueue])
        {
            await BecomesAsync(() => new QueueClient(storage, queue).GetProperties(TestContext.Current.CancellationToken).Value.ApproximateMessagesCount == 0);
        }
    }

    [Fact]
    public async Task Watch_BlobThatCannotBeDone_IsInTheQuarantineOnceThatCanBeWritten()
    {
        await using var host = LocalHostProcess.Start(_folder, "--no-seeds", "--data", _folder.Data, "--port", $"{LoopbackPort.FindFree()}");
        await host.WaitForAsync(Watching);
        var storage = LocalHostProcess.Announced(_folder).GetProperty("Storage").GetString();

        // Without its container the quarantine cannot be written: a failure of infrastructure, which throws.
        await new BlobServiceClient(storage).DeleteBlobContainerAsync(
            StorageLayout.QuarantineContainer, cancellationToken: TestContext.Current.CancellationToken);
        await new BlobContainerClient(storage, StorageLayout.ArticlesContainer).UploadBlobAsync(
            "vide.txt", BinaryData.Empty, TestContext.Current.CancellationToken);

        await host.WaitForAsync("vide.txt could not be read after several tries");
        Assert.Contains("try 5 of 5", host.Errors, StringComparison.Ordinal);
        await new BlobServiceClient(storage).CreateBlobContainerAsync(
            StorageLayout.QuarantineContainer, cancellationToken: TestContext.Current.CancellationToken);

        // The reader of the poison queue failed as well; its message comes back.
        await host.WaitForAsync("The functions gave up on the file of article");
        var refused = await LocalHostProcess.RunAsync(_folder, 0, "quarantine", "list", "--json", "--data", _folder.Data);
        Assert.Contains("\"file_name\":\"vide.txt\"", refused.Output, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Health, HttpStatusCode Ready)> HealthAsync()
    {
        using var client = new HttpClient();
        var site = LocalHostProcess.Announced(_folder).GetProperty("Site").GetString();
        using var health = await client.GetAsync(new Uri(site + "api/health"), TestContext.Current.CancellationToken);
        using var ready = await client.GetAsync(new Uri(site + "api/ready"), TestContext.Current.CancellationToken);
        var checks = JsonDocument.Parse(await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("checks");
        Assert.Equal(["blobs", "tables", "queues", "smtp"], checks.EnumerateArray().Select(check => check.GetProperty("name").GetString()));
        return (health.StatusCode, ready.StatusCode);
    }

    private async Task<JsonElement> MailboxAsync()
    {
        using var client = new HttpClient();
        var mailbox = LocalHostProcess.Announced(_folder).GetProperty("Mailbox").GetString();
        return JsonDocument.Parse(await client.GetStringAsync(new Uri(mailbox + "api/email"), TestContext.Current.CancellationToken)).RootElement;
    }

    private int[] Tools()
    {
        int[] tools = [.. LocalHostProcess.Announced(_folder).GetProperty("ToolProcesses").EnumerateArray().Select(id => id.GetInt32())];
        Assert.Equal([true, true], tools.Select(IsAlive));
        return tools;
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task BecomesAsync(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < s_patience, "It did not become so.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }
}
