using Azure.Storage.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Pipeline.Adapters;
using Pipeline.Articles;
using Pipeline.Functions;
using Pipeline.LocalHost.Worker;
using Pipeline.Receipts;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Runs the function classes of the deployable on this machine: blobs, queues, timers and pages.</summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _loops = [];

    private FunctionHost(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public BlobLoop Blobs => Services.GetRequiredService<BlobLoop>();

    public TimerLoop Timers => Services.GetRequiredService<TimerLoop>();

    /// <summary>Creates the storage's layout and starts the pages; the loops start later. <paramref name="extend"/> may add services.</summary>
    public static async Task<FunctionHost> StartAsync(
        IConfiguration configuration, WorkerOrder order, Action<IServiceCollection> extend, Terminal terminal, CancellationToken cancellationToken)
    {
        var settings = HostJson.Read(Path.Combine(order.Root, "host.json"));
        var functions = FunctionCatalog.Of(typeof(FunctionHost).Assembly);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = order.Root });
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseKestrelCore().UseUrls(order.Listen.ToString());
        AddLogging(builder.Services, order.Verbose);
        builder.Services.AddMvcCore();
        builder.Services.AddPipelineFunctions(builder.Configuration);
        builder.Services.AddSingleton(terminal).AddSingleton(settings).AddSingleton(functions);
        builder.Services.AddSingleton<FunctionInvoker>().AddSingleton<StorageWatch>().AddSingleton<HostStore>().AddSingleton<PoisonQueue>();
        builder.Services.AddSingleton<BlobLoop>().AddSingleton<QueueLoop>().AddSingleton<TimerLoop>();
        AddQueues(builder.Services, configuration, settings);
        extend(builder.Services);

        var host = new FunctionHost(builder.Build());
        try
        {
            host.Blobs.OnlyLooks = order.IsGuest;
            ReceiptRoute.Map(host._app, host.Services.GetRequiredService<IReceiptStore>());
            HttpRoutes.Map(host._app, functions, host.Services.GetRequiredService<FunctionInvoker>(), settings);
            await host.Services.GetRequiredService<StorageSetup>().EnsureCreatedAsync(cancellationToken);
            CheckComposition(host.Services, functions);
            await host.Services.GetRequiredService<SweepOutboxes>().RunAsync(TimeSpan.Zero, cancellationToken);
            await host._app.StartAsync(cancellationToken);
            return host;
        }
        catch (OptionsValidationException failure)
        {
            await host.DisposeAsync();
            throw new HostFailure($"The settings do not hold together: {string.Join(" ", failure.Failures)}");
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts looking for blobs and messages.</summary>
    public void StartTriggers()
    {
        _loops.Add(Blobs.RunAsync(_stop.Token));
        _loops.Add(Services.GetRequiredService<QueueLoop>().RunAsync(_stop.Token));
    }

    /// <summary>Starts the schedules.</summary>
    public void StartTimers() => _loops.Add(Timers.RunAsync(_stop.Token));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops);
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    // A class whose services are missing, or a schedule that is none, ends the host at its start and not at the first call.
    private static void CheckComposition(IServiceProvider services, IReadOnlyList<FunctionEntry> functions)
    {
        using var scope = services.CreateScope();
        foreach (var function in functions)
        {
            _ = ActivatorUtilities.CreateInstance(scope.ServiceProvider, function.Class);
        }

        _ = services.GetRequiredService<TimerLoop>();
    }

    private static void AddLogging(IServiceCollection services, bool isVerbose) => services.AddLogging(logging =>
    {
        logging.AddSimpleConsole(format => format.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Warning);
        if (isVerbose)
        {
            logging.AddFilter("Pipeline", LogLevel.Information);
        }
    });

    // A message that is no base64 would stop every look into its queue: it goes to the poison queue, as in the cloud.
    private static void AddQueues(IServiceCollection services, IConfiguration configuration, HostJson settings)
    {
        if (configuration[StorageOptions.ConnectionName] is not { Length: > 0 } connection)
        {
            return;
        }

        services.AddSingleton(provider =>
        {
            var options = new QueueClientOptions
            {
                MessageEncoding = settings.IsBase64 ? QueueMessageEncoding.Base64 : QueueMessageEncoding.None,
            };
            options.MessageDecodingFailed += async failed =>
            {
                await provider.GetRequiredService<PoisonQueue>()
                    .AddMessageAsync(failed.Queue.Name, failed.ReceivedMessage.Body.ToString(), failed.CancellationToken);
                await failed.Queue.DeleteMessageAsync(
                    failed.ReceivedMessage.MessageId, failed.ReceivedMessage.PopReceipt, failed.CancellationToken);
            };
            return new QueueServiceClient(connection, options);
        });
    }
}
