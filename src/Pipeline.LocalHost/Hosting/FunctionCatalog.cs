using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Finds the functions of an assembly by their attributes, as the Functions host does. A function that it cannot drive fails at start-up.</summary>
internal static class FunctionCatalog
{
    /// <summary>The functions of <paramref name="assembly"/>, in the order of their names.</summary>
    public static IReadOnlyList<FunctionEntry> Of(Assembly assembly) =>
    [
        .. from type in assembly.GetExportedTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           orderby function.Name
           select Describe(function.Name, type, method),
    ];

    private static FunctionEntry Describe(string name, Type type, MethodInfo method)
    {
        foreach (var parameter in method.GetParameters())
        {
            var trigger = parameter.GetCustomAttributes().Select(TriggerOf).FirstOrDefault(found => found is not null);
            if (trigger is not null)
            {
                CheckRoute(name, method, trigger);
                return new FunctionEntry(name, type, method, parameter, trigger);
            }
        }

        throw new InvalidOperationException($"Function {name} has no trigger that this host knows.");
    }

    // The worker binds a further string of an HTTP function to the part of the route that has its name.
    private static void CheckRoute(string name, MethodInfo method, FunctionTrigger trigger)
    {
        if (trigger is FunctionTrigger.Http http
            && Array.Find(method.GetParameters(), parameter => parameter.ParameterType == typeof(string)
                && !http.Route.Contains($"{{{parameter.Name}}}", StringComparison.Ordinal)
                && !http.Route.Contains($"{{{parameter.Name}:", StringComparison.Ordinal)) is { } unbound)
        {
            throw new InvalidOperationException($"Function {name} asks for '{unbound.Name}', which its route '{http.Route}' does not hold.");
        }
    }

    private static FunctionTrigger? TriggerOf(Attribute attribute) => attribute switch
    {
        BlobTriggerAttribute blob => new FunctionTrigger.Blob(ContainerOf(blob.BlobPath)),
        QueueTriggerAttribute queue => new FunctionTrigger.Queue(queue.QueueName),
        TimerTriggerAttribute timer => new FunctionTrigger.Timer(timer.Schedule),
        HttpTriggerAttribute http => new FunctionTrigger.Http(
            http.Route ?? throw new InvalidOperationException("An HTTP function needs a route here."), http.Methods ?? []),
        _ => null,
    };

    private static string ContainerOf(string path) =>
        path.Split('/') is [var container, "{name}"]
            ? container
            : throw new InvalidOperationException($"The blob path '{path}' is not of the form container/{{name}}.");
}
