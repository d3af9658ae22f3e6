using System.Diagnostics;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Tools;

namespace Pipeline.LocalHost;

/// <summary>
/// What a command works on: the storage and mail server that it was given, those of a host that runs on the same data folder, or its own, started for
/// as long as the command runs.
/// </summary>
internal sealed class Workbench : IAsyncDisposable
{
    private const int StartTries = 3;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);
    private static readonly RunningHost s_nobody = new(false, null, null, 0, null, null, null, []);
    private readonly List<NodeProgram> _tools = [];
    private readonly Dictionary<string, string?> _overrides = new(StringComparer.OrdinalIgnoreCase);
    private readonly HostOptions _options;
    private readonly Terminal _terminal;
    private readonly LocalSettings _settings;
    private FileStream? _lock;
    private RunningHost _host;

    private Workbench(HostOptions options, string root, Terminal terminal)
    {
        _options = options;
        _terminal = terminal;
        _settings = LocalSettings.Read(root);
        Root = root;
        Data = new DataFolder(options.Data);
        Ports = new FreePorts(terminal);
        _host = s_nobody;
    }

    /// <summary>The working copy.</summary>
    public string Root { get; }

    public DataFolder Data { get; }

    public FreePorts Ports { get; }

    /// <summary>Where the mails can be read, or null.</summary>
    public Uri? Mailbox => _host.Mailbox;

    /// <summary>Where the pages of the running host stand, or null.</summary>
    public Uri? Site => _host.Site;

    /// <summary>Whether another command has the data, which is shared with it.</summary>
    public bool IsShared => _lock is null;

    /// <summary>Whether a host watches the same data.</summary>
    public bool IsWatched => IsShared && _host.Watches;

    /// <summary>Opens the workbench for a command that reads no articles.</summary>
    public static Task<Workbench> OpenAsync(HostOptions options, Terminal terminal, CancellationToken cancellationToken) =>
        OpenAsync(options, needsMail: false, watches: false, async (bench, token) => bench._host = await bench.Data.FindRunningAsync(token), terminal, cancellationToken);

    /// <summary>Opens the workbench for one run of the host: beside a host that watches, and after one that does not.</summary>
    public static Task<Workbench> OpenForOneRunAsync(HostOptions options, Terminal terminal, CancellationToken cancellationToken) =>
        OpenAsync(options, needsMail: true, watches: false, WaitForTurnAsync, terminal, cancellationToken);

    /// <summary>Opens the workbench for the host itself, which has to have the data folder for itself.</summary>
    public static Task<Workbench> OpenToWatchAsync(HostOptions options, Terminal terminal, CancellationToken cancellationToken) => OpenAsync(
        options,
        needsMail: true,
        watches: true,
        async (bench, token) =>
        {
            await WaitForTurnAsync(bench, token);
            if (bench.IsShared)
            {
                throw new HostFailure($"A host already runs on {bench.Data.Root} ({bench._host.Site}): use it, or give another folder with --data.");
            }
        },
        terminal,
        cancellationToken);

    /// <summary>The settings; <paramref name="site"/> is where the pages of this host stand.</summary>
    public IConfiguration Configuration(Uri site)
    {
        var keys = Data.Keys();
        var defaults = new Dictionary<string, string?>
        {
            ["DigestSchedule"] = "0 */15 * * * *",
            ["Site:BaseUrl"] = site.ToString().TrimEnd('/'),
            ["Receipts:BaseUrl"] = new Uri(site, ReceiptRoute.Folder).ToString(),
            ["Digest:Recipient"] = "newsroom@example.com",
            ["Digest:From"] = "pipeline@example.com",
            ["Mail:PickupFolder"] = Data.Mail,
            ["Keys:Address"] = keys.Address,
            ["Keys:Ring:k1"] = keys.Link,
        };
        return _settings.Complete(defaults, _overrides);
    }

    /// <summary>Lets other commands reach this host.</summary>
    public void Announce(Uri site)
    {
        _host = _host with { Site = site };
        Data.Announce(_host);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_tools.Select(tool => tool.DisposeAsync().AsTask()));
        if (_lock is not null)
        {
            Data.Withdraw();
            await _lock.DisposeAsync();
        }
    }

    private static async Task<Workbench> OpenAsync(
        HostOptions options, bool needsMail, bool watches, Func<Workbench, CancellationToken, Task> meetOther, Terminal terminal,
        CancellationToken cancellationToken)
    {
        var bench = new Workbench(options, Repository.FindRoot(), terminal);
        try
        {
            bench._lock = bench.Data.TryLock();
            if (bench._lock is null)
            {
                await meetOther(bench, cancellationToken);
            }

            if (bench._lock is null)
            {
                bench.Join();
            }
            else
            {
                bench._host = bench._host with { Watches = watches };
                await bench.EquipAsync(needsMail, cancellationToken);
            }

            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    // A command that ends soon has the data: whoever would read articles beside it waits for it.
    private static async Task WaitForTurnAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (bench._lock is null && !bench._host.Watches)
        {
            if (bench.Data.FindRunning() is { } other)
            {
                bench._host = other;
            }

            if (waited.Elapsed > s_patience)
            {
                throw new HostFailure($"Another command is using {bench.Data.Root}: try again when it is done, or give another folder with --data.");
            }

            await Task.Delay(s_look, cancellationToken);
            bench._lock = bench.Data.TryLock();
        }

        if (bench._lock is not null)
        {
            bench._host = s_nobody;
        }
    }

    private void Join()
    {
        UseStorage(_options.Storage ?? (_settings.NameStorage ? null : _host.Storage
            ?? throw new HostFailure("The running host works on a storage that was given to it: give the same --storage here.")));
        if (_options.Smtp is { } smtp)
        {
            UseMailServer(smtp, security: null);
        }
        else if (!_settings.NameMailServer && _host.SmtpHost is { } name)
        {
            UseMailServer(new SmtpAddress(name, _host.SmtpPort), _host.SmtpSecurity);
        }
    }

    private async Task EquipAsync(bool needsMail, CancellationToken cancellationToken)
    {
        await Data.EndLeftoversAsync(cancellationToken);
        UseStorage(_options.Storage);
        if (_options.Smtp is { } smtp)
        {
            UseMailServer(smtp, security: null);
            _host = _host with { SmtpHost = smtp.Host, SmtpPort = smtp.Port };
        }

        var ownStorage = _options.Storage is null && !_settings.NameStorage;
        var ownMail = needsMail && _options.Smtp is null && !_settings.NameMailServer;
        if (ownStorage || ownMail)
        {
            await Node.RequireAsync(cancellationToken);
            var packages = new NodePackages(Root, _terminal);
            await packages.RestoreAsync(cancellationToken);
            await Task.WhenAll(
                ownStorage ? StartStorageAsync(packages, cancellationToken) : Task.CompletedTask,
                ownMail ? StartMailAsync(packages, cancellationToken) : Task.CompletedTask);
        }

        _host = _host with { ToolProcesses = [.. _tools.Select(tool => tool.ProcessId)] };
        Data.Announce(_host);
    }

    private async Task StartStorageAsync(NodePackages packages, CancellationToken cancellationToken)
    {
        var connection = await StartAsync(
            async () =>
            {
                var (program, connection) = await Azurite.StartAsync(packages, Data, Ports, cancellationToken);
                return (program, connection);
            });
        UseStorage(connection);
        _host = _host with { Storage = connection };
    }

    private async Task StartMailAsync(NodePackages packages, CancellationToken cancellationToken)
    {
        var (port, web) = await StartAsync(
            async () =>
            {
                var (program, port, web) = await Maildev.StartAsync(packages, Ports, cancellationToken);
                return (program, (port, web));
            });
        UseMailServer(new SmtpAddress("127.0.0.1", port), "none");
        _host = _host with { SmtpHost = "127.0.0.1", SmtpPort = port, SmtpSecurity = "none", Mailbox = web };
    }

    // Another program may take a port between our look and the tool's start; the next try is on other ports.
    private async Task<T> StartAsync<T>(Func<Task<(NodeProgram Program, T Reached)>> start)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (program, reached) = await start();
                lock (_tools)
                {
                    _tools.Add(program);
                }

                return reached;
            }
            catch (HostFailure) when (attempt < StartTries)
            {
                continue;
            }
        }
    }

    private void UseStorage(string? connection)
    {
        if (connection is not null)
        {
            try
            {
                _ = new BlobServiceClient(connection);
            }
            catch (Exception failure) when (failure is FormatException or ArgumentException or InvalidOperationException)
            {
                // The message of the failure may quote the string, and with it the key.
                throw new HostFailure("--storage takes the connection string of a storage account, such as UseDevelopmentStorage=true.");
            }

            _overrides["Storage"] = connection;
        }
    }

    private void UseMailServer(SmtpAddress server, string? security)
    {
        _overrides["Smtp:Host"] = server.Host;
        _overrides["Smtp:Port"] = $"{server.Port}";
        if (security is not null)
        {
            _overrides["Smtp:Security"] = security;
        }
    }
}
