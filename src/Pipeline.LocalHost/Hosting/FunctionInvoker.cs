using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Calls a function as the worker does: a new instance from the services of a scope of its own; parts of a route are bound by their names.</summary>
internal sealed class FunctionInvoker(IServiceScopeFactory scopes)
{
    /// <summary>Calls <paramref name="function"/> with what triggered it; what the function throws comes out as it is.</summary>
    /// <returns>What the function returned, or null.</returns>
    public async Task<object?> InvokeAsync(FunctionEntry function, object trigger, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var instance = ActivatorUtilities.CreateInstance(scope.ServiceProvider, function.Class);
        var arguments = function.Method.GetParameters().Select(object? (parameter) =>
            parameter == function.TriggerParameter ? trigger
            : parameter.ParameterType == typeof(CancellationToken) ? cancellationToken
            : trigger is HttpRequest request && parameter.ParameterType == typeof(string) ? request.RouteValues[parameter.Name!]?.ToString()
            : throw new InvalidOperationException($"Function {function.Name} asks for '{parameter.Name}', which this host cannot bind."));
        var result = function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, [.. arguments], culture: null);
        switch (result)
        {
            case Task task:
                await task;
                return task.GetType().GetProperty(nameof(Task<object>.Result))?.GetValue(task);
            default:
                return result;
        }
    }
}
