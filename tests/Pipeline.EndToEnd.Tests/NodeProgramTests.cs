using System.Net;
using System.Net.Sockets;
using Pipeline.LocalHost;
using Pipeline.LocalHost.Tools;
using Pipeline.Testing;
using NodePackages = Pipeline.Testing.NodePackages;

namespace Pipeline.EndToEnd.Tests;

public sealed class NodeProgramTests : IDisposable
{
    // Slow to listen, as a program is on a busy machine.
    private const string Slow = "setTimeout(() => require('net').createServer().listen(+process.argv[1], '127.0.0.1'), 1500)";
    private readonly TcpListener _other = new(IPAddress.Loopback, 0);

    public void Dispose() => _other.Dispose();

    [Fact]
    public async Task Start_SomebodyElseAnswersOnItsPort_IsAFailure()
    {
        _other.Start();

        var failure = await Assert.ThrowsAsync<HostFailure>(() => StartAsync(((IPEndPoint)_other.LocalEndpoint).Port));

        Assert.Contains("EADDRINUSE", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FreePort_WaitsUntilItListens()
    {
        var port = LoopbackPort.FindFree();
        await using var program = await StartAsync(port);

        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);

        Assert.True(client.Connected);
    }

    private static Task<NodeProgram> StartAsync(int port) => NodeProgram.StartAsync(
        "slow program",
        [port],
        ["--import", new Uri(Path.Combine(NodePackages.Folder, "child.mjs")).AbsoluteUri, "--eval", Slow, $"{port}"],
        new Terminal(),
        TestContext.Current.CancellationToken);
}
