using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests;

/// <summary>The table of settings in the README is that of the options classes which are bound, with their defaults.</summary>
public sealed partial class SettingsTests
{
    // Read by the host, or by a trigger's attribute, not by an options class of ours.
    private static readonly HashSet<string> s_hostSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        "AzureWebJobsStorage", "AzureWebJobsDisableHomepage", "DigestSchedule", "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
    };

    private static readonly IReadOnlyList<(string Name, PropertyInfo Property, object? Value)> s_settings = [.. Bound().SelectMany(SettingsOf)];

    private static readonly IReadOnlyDictionary<string, string> s_rows = Rows();

    [Fact]
    public void Options_EachProperty_IsARowOfTheTable()
    {
        var missing = s_settings.Where(setting => !s_rows.ContainsKey(setting.Name)).Select(RowOf).ToList();

        Assert.True(missing.Count == 0, $"README, Configuration, lacks:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void Options_EachDefault_IsThatOfTheTable()
    {
        var wrong = s_settings.Where(setting => s_rows.TryGetValue(setting.Name, out var cell) && Words(setting.Value) is { Length: > 0 } value && !Holds(cell, value))
            .Select(setting => $"{setting.Name}: {Words(setting.Value)}, not {s_rows[setting.Name]}").ToList();

        Assert.True(wrong.Count == 0, $"README, Configuration, gives other defaults:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Table_EachRow_IsAPropertyOrASettingOfTheHost()
    {
        var known = s_settings.Select(setting => setting.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = s_rows.Keys.Where(name => !known.Contains(name) && !s_hostSettings.Contains(name)).ToList();

        Assert.True(unknown.Count == 0, $"README, Configuration, has rows that nothing reads:\n{string.Join('\n', unknown)}");
    }

    [Fact]
    public void Options_ThatAreBound_AreFound()
    {
        var names = s_settings.Select(setting => setting.Name).ToList();

        foreach (var name in new[] { "Storage", "Storage__BlobServiceUri", "Newsroom__Name", "Reading__Pdf__MaxPages", "Smtp__Port", "Mail__PickupFolder" })
        {
            Assert.Contains(name, names);
        }

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static IEnumerable<Type> Bound() =>
        from service in new ServiceCollection().AddPipeline(new ConfigurationManager()).AddPipelineAdapters(new ConfigurationManager())
        where service.ServiceType.IsGenericType && service.ServiceType.GetGenericTypeDefinition() == typeof(IOptionsChangeTokenSource<>)
        let type = service.ServiceType.GetGenericArguments()[0]
        where type.Namespace!.StartsWith(nameof(Pipeline), StringComparison.Ordinal)
        orderby type.FullName
        select type;

    private static IEnumerable<(string Name, PropertyInfo Property, object? Value)> SettingsOf(Type type)
    {
        var section = new[] { "Section", "SectionName", "ConnectionName" }.Select(name => type.GetField(name)?.GetRawConstantValue()).OfType<string>().First();
        return SettingsOf(section, Activator.CreateInstance(type)!).Select(setting =>
            // A connection is a setting by itself, as the triggers have it.
            setting.Name == "Storage__ConnectionString" ? ("Storage", setting.Property, setting.Value) : setting);
    }

    private static IEnumerable<(string Name, PropertyInfo Property, object? Value)> SettingsOf(string prefix, object options)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var (name, value) = ($"{prefix}__{property.Name}", property.GetValue(options));
            if (value is IDictionary)
            {
                yield return ($"{name}__<name>", property, null);
            }
            else if (property.PropertyType is { IsClass: true } type && type.Namespace!.StartsWith(nameof(Pipeline), StringComparison.Ordinal))
            {
                foreach (var inner in SettingsOf(name, value ?? Activator.CreateInstance(type)!))
                {
                    yield return inner;
                }
            }
            else if (property.SetMethod?.IsPublic is true)
            {
                yield return (name, property, value);
            }
        }
    }

    private static Dictionary<string, string> Rows()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");
        var start = readme.IndexOf("\n## Configuration\n", StringComparison.Ordinal);
        var part = readme[start..readme.IndexOf("\n## ", start + 1, StringComparison.Ordinal)];
        var rows =
            from line in part.Split('\n')
            where line.StartsWith("| `", StringComparison.Ordinal)
            let cells = line.Split(" | ")
            from Match match in Name().Matches(cells[0])
            select (match.Groups["name"].Value, cells[1]);
        return rows.ToDictionary(row => row.Value, row => row.Item2, StringComparer.OrdinalIgnoreCase);
    }

    private static string RowOf((string Name, PropertyInfo Property, object? Value) setting) =>
        $"| `{setting.Name}` | {(Words(setting.Value) is { Length: > 0 } value ? $"`{value}`" : "")} | {Summary(setting.Property)} |";

    private static string Words(object? value) => value switch
    {
        null => "",
        bool or Enum => value.ToString()!.ToLowerInvariant(),
        TimeSpan length => length.ToString("c", CultureInfo.InvariantCulture),
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        IEnumerable list and not string => string.Join(", ", list.Cast<object>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    // A year is written without the separator of thousands.
    private static bool Holds(string cell, string value) => HoldsWord(cell, value) || HoldsWord(cell, value.Replace(",", "", StringComparison.Ordinal));

    // Whole words: 3 is not in 300,000.
    private static bool HoldsWord(string cell, string value) => Regex.IsMatch(cell, $@"(?<![\w.,:]){Regex.Escape(value)}(?![\w:]|[.,]\d)", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string Summary(PropertyInfo property)
    {
        var assembly = property.DeclaringType!.Assembly;
        var documentation = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        var name = $"P:{property.DeclaringType.FullName}.{property.Name}";
        var summary = documentation.Descendants("member").FirstOrDefault(member => member.Attribute("name")?.Value == name)?.Element("summary")?.Value ?? "";
        return string.Join(' ', summary.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();
}
