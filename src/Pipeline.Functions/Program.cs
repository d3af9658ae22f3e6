using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using Pipeline.Functions;
using Pipeline.Telemetry;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
var telemetry = builder.Services.AddOpenTelemetry()
    .UseFunctionsWorkerDefaults()
    .WithTracing(traces => traces.AddSource(PipelineTelemetry.Name))
    .WithMetrics(metrics => metrics.AddMeter(PipelineTelemetry.Name));
if (!string.IsNullOrEmpty(builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"]))
{
    // The component takes no key, only the app's identity: the one that opens the storage account.
    var clientId = builder.Configuration["Storage:clientId"];
    telemetry.UseAzureMonitorExporter(options => options.Credential = string.IsNullOrEmpty(clientId)
        ? null
        : new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId)));
}

builder.Services.AddPipelineFunctions(builder.Configuration);
await builder.Build().RunAsync();
