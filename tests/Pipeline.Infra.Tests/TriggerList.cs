using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.Infra.Tests;

/// <summary>The functions and their triggers, read from the classes that are deployed.</summary>
internal static partial class TriggerList
{
    /// <summary>Name, method, parameter and attribute of each trigger.</summary>
    public static IReadOnlyList<(string Function, MethodInfo Method, ParameterInfo Parameter, Attribute Trigger)> All { get; } =
    [
        .. from type in typeof(FunctionAttribute).Assembly.GetExportedTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           from parameter in method.GetParameters()
           from trigger in parameter.GetCustomAttributes().Where(attribute => attribute.GetType().Name.EndsWith("TriggerAttribute", StringComparison.Ordinal))
           orderby function.Name
           select (function.Name, method, parameter, trigger),
    ];

    /// <summary>The functions that Event Grid calls for a blob, each with the container in which it lies.</summary>
    public static IReadOnlyDictionary<string, string> Containers { get; } = All
        .Where(entry => entry.Trigger is BlobTriggerAttribute { Source: BlobTriggerSource.EventGrid })
        .ToDictionary(entry => entry.Function, entry => ((BlobTriggerAttribute)entry.Trigger).BlobPath.Split('/')[0], StringComparer.Ordinal);

    /// <summary>Names of the connections that triggers carry, and that of the host.</summary>
    public static IReadOnlyList<string> Connections { get; } =
        [.. All.Select(entry => Value(entry.Trigger, "Connection")).OfType<string>().Append("AzureWebJobsStorage").Distinct(StringComparer.Ordinal)];

    /// <summary>Names of the settings that stand between percent signs in schedules, queue names and paths.</summary>
    public static IReadOnlyList<string> Settings { get; } =
    [
        .. from entry in All
           from property in entry.Trigger.GetType().GetProperties().Where(property => property.PropertyType == typeof(string))
           from Match match in SettingName().Matches(Value(entry.Trigger, property.Name) ?? "")
           select match.Groups["name"].Value,
    ];

    private static string? Value(Attribute trigger, string property) => trigger.GetType().GetProperty(property)?.GetValue(trigger) as string;

    [GeneratedRegex("%(?<name>[^%]+)%")]
    private static partial Regex SettingName();
}
