using Microsoft.Extensions.Configuration;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Values of attributes that name a setting: <c>%DigestSchedule%</c>.</summary>
internal static class SettingReference
{
    /// <summary>The setting that <paramref name="value"/> names, or <paramref name="value"/> itself.</summary>
    public static string Resolve(string value, IConfiguration configuration)
    {
        if (value.Length < 3 || value[0] != '%' || value[^1] != '%')
        {
            return value;
        }

        var name = value[1..^1];
        return configuration[name] ?? throw new HostFailure($"The setting {name} is missing.");
    }
}
