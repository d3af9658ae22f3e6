using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters;

namespace Pipeline.Functions;

/// <summary>The composition root of the functions, the same in the cloud and on a laptop.</summary>
public static class Composition
{
    /// <summary>Adds all that the function classes ask for.</summary>
    public static IServiceCollection AddPipelineFunctions(this IServiceCollection services, IConfiguration configuration) =>
        services.AddPipeline(configuration).AddPipelineAdapters(configuration);
}
