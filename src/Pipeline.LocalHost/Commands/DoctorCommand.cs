using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Adapters.Diagnosis;
using Pipeline.Functions;

namespace Pipeline.LocalHost.Commands;

/// <summary>Says what is wrong with the surroundings of the app, and what to do.</summary>
internal sealed class DoctorCommand(HostOptions options, Terminal terminal)
{
    public async Task<int> RunAsync(string? selector, IPEndPoint? nameServer, CancellationToken cancellationToken)
    {
        await using var bench = await Workbench.OpenAsync(options, terminal, cancellationToken);
        var configuration = bench.Configuration(bench.Site ?? new Uri($"http://localhost:{options.Port}/"));
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None)).AddPipelineFunctions(configuration).BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException wrong)
        {
            // With settings that do not hold together nothing else can be looked at.
            foreach (var sentence in wrong.Failures)
            {
                Show(new Finding(FindingLevel.Failure, "settings", sentence));
            }

            return ExitCodes.Undone;
        }

        Show(new Finding(FindingLevel.Good, "settings", "They hold together."));
        var isWell = true;
        await foreach (var finding in services.GetRequiredService<Doctor>().RunAsync(selector, nameServer, cancellationToken))
        {
            Show(finding);
            isWell &= finding.Level != FindingLevel.Failure;
        }

        return isWell ? ExitCodes.Done : ExitCodes.Undone;
    }

    private void Show(Finding finding)
    {
        var mark = finding.Level switch
        {
            FindingLevel.Good => "ok     ",
            FindingLevel.Warning => "look   ",
            _ => "FAILED ",
        };
        terminal.Say($"{mark} {finding.Subject}: {finding.What} {finding.Remedy}".TrimEnd());
    }
}
