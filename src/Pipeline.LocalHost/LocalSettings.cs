using Microsoft.Extensions.Configuration;

namespace Pipeline.LocalHost;

/// <summary>
/// The settings, the later the stronger: what a laptop needs, section <c>Values</c> of <c>local.settings.json</c>, environment variables, and what the
/// command line and the tools that were started say.
/// </summary>
internal sealed class LocalSettings
{
    private readonly Dictionary<string, string?> _values;

    private LocalSettings(Dictionary<string, string?> values, IConfiguration given)
    {
        _values = values;
        Given = given;
    }

    /// <summary>What the file and the environment say.</summary>
    public IConfiguration Given { get; }

    /// <summary>Whether they name a storage account, other than the emulator that the host starts itself.</summary>
    public bool NameStorage => Given["Storage"] is { Length: > 0 } connection
        ? !connection.Trim().TrimEnd(';').Equals("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase)
        : Given.GetSection("Storage").GetChildren().Any();

    /// <summary>Whether they name a mail server.</summary>
    public bool NameMailServer => !string.IsNullOrWhiteSpace(Given["Smtp:Host"]);

    /// <summary>Reads <c>local.settings.json</c> in <paramref name="root"/>, which need not exist, and the environment.</summary>
    public static LocalSettings Read(string? root)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (root is not null)
        {
            var file = Load(Path.Combine(root, "local.settings.json"));
            foreach (var setting in file.GetSection("Values").AsEnumerable(makePathsRelative: true))
            {
                if (setting.Value is not null)
                {
                    values[setting.Key.Replace("__", ":", StringComparison.Ordinal)] = setting.Value;
                }
            }
        }

        return new LocalSettings(values, new ConfigurationBuilder().AddInMemoryCollection(values).AddEnvironmentVariables().Build());
    }

    /// <summary>All settings together.</summary>
    public IConfiguration Complete(IReadOnlyDictionary<string, string?> defaults, IReadOnlyDictionary<string, string?> overrides) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(defaults)
            .AddInMemoryCollection(_values)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(overrides)
            .Build();

    private static IConfiguration Load(string path)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(path, optional: true).Build();
        }
        catch (InvalidDataException failure)
        {
            throw new HostFailure($"{path} cannot be read: {failure.InnerException?.Message ?? failure.Message}");
        }
    }
}
