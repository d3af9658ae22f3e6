using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Pipeline.EndToEnd.Tests;

/// <summary>The real LocalHost, a process of its own, as <c>dotnet run</c> starts it.</summary>
internal sealed class LocalHostProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private const string Program = "Pipeline.LocalHost.dll";
    private const string FaultyProgram = "Pipeline.FaultyHost.dll";
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private LocalHostProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
    }

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    /// <summary>Starts it with <paramref name="arguments"/>, in <paramref name="folder"/>; settings of this machine do not reach it.</summary>
    public static LocalHostProcess Start(TestFolder folder, params IEnumerable<string> arguments) => Start(folder, null, null, arguments);

    /// <summary>Starts it with the reader that breaks on some files.</summary>
    public static LocalHostProcess StartFaulty(TestFolder folder, params IEnumerable<string> arguments) => Start(FaultyProgram, folder, null, null, arguments);

    /// <summary>Starts it with another search path or with something on standard input.</summary>
    public static LocalHostProcess Start(TestFolder folder, string? searchPath, string? input, IEnumerable<string> arguments) =>
        Start(Program, folder, searchPath, input, arguments);

    private static LocalHostProcess Start(string program, TestFolder folder, string? searchPath, string? input, IEnumerable<string> arguments)
    {
        var dotnet = Path.GetFullPath(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? path
            : Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var start = new ProcessStartInfo(dotnet, ["exec", Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in (string[])["Storage", "DigestSchedule", "Smtp__Host", "Digest__Recipient", "Newsroom__Language"])
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in folder.Settings)
        {
            start.Environment[name] = value;
        }

        if (searchPath is not null)
        {
            start.Environment["PATH"] = searchPath;
        }

        var host = new LocalHostProcess(start);
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        host._process.StandardInput.Write(input);
        host._process.StandardInput.Close();
        return host;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<LocalHostProcess> RunAsync(TestFolder folder, int exitCode, params IEnumerable<string> arguments)
    {
        await using var host = Start(folder, arguments);
        var code = await host.WaitForExitAsync();
        Assert.True(code == exitCode, $"Exit code {code} instead of {exitCode}:\n{host.Output}\n{host.Errors}");
        return host;
    }

    public async Task<int> WaitForExitAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>Waits until <paramref name="sentence"/> stands on either output.</summary>
    public async Task WaitForAsync(string sentence)
    {
        var waited = Stopwatch.StartNew();
        while (!Output.Contains(sentence, StringComparison.Ordinal) && !Errors.Contains(sentence, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, $"The host ended before it said '{sentence}':\n{Output}\n{Errors}");
            Assert.True(waited.Elapsed < s_patience, $"The host never said '{sentence}':\n{Output}\n{Errors}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What a running host tells other commands, read from its data folder.</summary>
    public static JsonElement Announced(TestFolder folder) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "data", "host.json"))).RootElement;

    /// <summary>The SIGTERM of an operating system that wants to shut down.</summary>
    public void SendTerminate() => Assert.Equal(0, Signal(_process.Id, Terminate));

    /// <summary>Gives it no chance to clean up.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // Politely: the tools beside it have to be gone before the test's folder goes.
            SendTerminate();
            using var patience = new CancellationTokenSource(s_patience);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
