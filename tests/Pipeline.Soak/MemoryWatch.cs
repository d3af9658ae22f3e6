using System.Globalization;

namespace Pipeline.Soak;

/// <summary>Reads from the kernel, every second, how much memory a process and its children of the same program hold. Linux only.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private readonly HashSet<int> _workers = [];

    public MemoryWatch(int supervisor) => _loop = WatchAsync(supervisor);

    /// <summary>Most bytes that the kernel ever gave to the supervisor.</summary>
    public long SupervisorPeakBytes { get; private set; }

    /// <summary>Most bytes that the kernel ever gave to a worker.</summary>
    public long WorkerPeakBytes { get; private set; }

    /// <summary>Most bytes that both held at the moment of a sample.</summary>
    public long BothPeakBytes { get; private set; }

    /// <summary>Samples taken.</summary>
    public int Samples { get; private set; }

    /// <summary>Processes that were the worker.</summary>
    public int Workers => _workers.Count;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task WatchAsync(int supervisor)
    {
        while (!_stop.IsCancellationRequested)
        {
            var (resident, peak) = MemoryOf(supervisor);
            SupervisorPeakBytes = Math.Max(SupervisorPeakBytes, peak);
            foreach (var worker in WorkersOf(supervisor))
            {
                _workers.Add(worker);
                var (residentWorker, peakWorker) = MemoryOf(worker);
                resident += residentWorker;
                WorkerPeakBytes = Math.Max(WorkerPeakBytes, peakWorker);
            }

            BothPeakBytes = Math.Max(BothPeakBytes, resident);
            Samples++;
            await Task.Delay(s_pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static IEnumerable<int> WorkersOf(int supervisor)
    {
        foreach (var task in Directory.EnumerateDirectories($"/proc/{supervisor}/task"))
        {
            foreach (var child in Read($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (Read($"/proc/{child}/cmdline").Contains("Pipeline.LocalHost", StringComparison.Ordinal))
                {
                    yield return int.Parse(child, CultureInfo.InvariantCulture);
                }
            }
        }
    }

    private static (long ResidentBytes, long PeakBytes) MemoryOf(int process)
    {
        var status = Read($"/proc/{process}/status").Split('\n');
        return (Bytes("VmRSS:"), Bytes("VmHWM:"));

        long Bytes(string key) => status.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024
            : 0;
    }

    // A process may end between two looks.
    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
