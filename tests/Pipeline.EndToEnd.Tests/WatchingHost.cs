using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>A host with an emulator and a mail sink of its own, which has read <c>gare.txt</c>.</summary>
public sealed class WatchingHost : IAsyncLifetime
{
    private LocalHostProcess? _process;

    internal TestFolder Folder { get; } = new();

    internal LocalHostProcess Process => _process ?? throw new InvalidOperationException("The host has not started.");

    public async ValueTask InitializeAsync()
    {
        _process = LocalHostProcess.Start(Folder, "--no-seeds", "--data", Folder.Data, "--port", $"{LoopbackPort.FindFree()}");
        await Process.WaitForAsync("Now watching");
        await LocalHostProcess.RunAsync(Folder, 0, "drop", Folder.Write("gare.txt", SampleArticles.Station), "--data", Folder.Data);
        await Process.WaitForAsync("gare.txt:");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Folder.Dispose();
    }
}
