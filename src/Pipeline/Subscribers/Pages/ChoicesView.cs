using System.Globalization;
using Pipeline.Digest.Rendering;
using Scriban.Runtime;

namespace Pipeline.Subscribers.Pages;

/// <summary>What the form of preferences shows. Made for each page; not thread-safe.</summary>
internal sealed class ChoicesView(Strings strings)
{
    private static readonly string[] Regions =
        ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

    private static readonly Lazy<IReadOnlyList<string>> Zones = new(() =>
    [
        .. TimeZoneInfo.GetSystemTimeZones()
            .Select(zone => zone.HasIanaId ? zone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var id) ? id : "")
            .Where(id => Regions.Any(region => id.StartsWith(region + "/", StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ]);

    private readonly Typography _typography = new(strings);

    /// <summary>The values of the template for <paramref name="chosen"/>; <paramref name="titles"/> are those of the stories among the topics.</summary>
    public ScriptObject Of(
        Preferences chosen, FormFields? sent, IReadOnlyList<FormError> errors, IReadOnlyDictionary<string, string> titles, bool isSignUp)
    {
        var values = new ScriptObject();
        foreach (var label in (string[])
            ["language", "frequency", "days", "daysHint", "hour", "zone", "pause", "pauseHint", "followed", "followedHint", "muted", "mutedHint", "stories", "mutedStories"])
        {
            Set(values, "label_" + Snake(label), Words("readers.field." + label));
        }

        values.SetValue("languages", Options(Strings.Languages, chosen.Language, code => Strings.For(code).Culture.NativeName), readOnly: true);
        values.SetValue("frequencies", Options(Enum.GetNames<DigestFrequency>(), chosen.Frequency.ToString(), name => Words("readers.frequency." + name)), readOnly: true);
        values.SetValue("days", Days(chosen), readOnly: true);
        values.SetValue("hours", Options(Hours(chosen.Hour), Machine(chosen.Hour), Shown), readOnly: true);
        values.SetValue("zones", ZoneGroups(chosen.TimeZone), readOnly: true);
        Set(values, "paused_until", Sent(PreferencesForm.PausedUntil) ?? chosen.PausedUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        values.SetValue("followed_stories", Stories(chosen.Topics.Followed, titles), readOnly: true);
        values.SetValue("muted_stories", Stories(chosen.Topics.Muted, titles), readOnly: true);
        Set(values, "followed", Names(chosen.Topics.Followed));
        Set(values, "muted", Names(chosen.Topics.Muted));
        values.SetValue("is_sign_up", isSignUp, readOnly: true);
        values.SetValue("errors", Errors(errors), readOnly: true);
        Set(values, "errors_title", errors.Count == 0 ? "" : Words("readers.errors"));
        foreach (var field in (string[])
            ["address", PreferencesForm.Days, PreferencesForm.PausedUntil, PreferencesForm.Followed, PreferencesForm.Muted, PreferencesForm.Hour, PreferencesForm.Zone])
        {
            Set(values, "error_" + field, errors.FirstOrDefault(error => error.Field == field) is { } error ? _typography.Set(error.Sentence(strings)) : "");
        }

        return values;

        string? Sent(string field) => sent?.Has(field) == true && errors.Any(error => error.Field == field) ? sent.First(field) : null;
    }

    private static void Set(ScriptObject values, string key, string text) => values.SetValue(key, text, readOnly: true);

    private static string Snake(string name) => string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? "_" + char.ToLowerInvariant(c) : c.ToString()));

    private string Words(string key) => _typography.Set(strings.Text(key));

    private static ScriptArray Options(IEnumerable<string> codes, string chosen, Func<string, string> shown) => [.. codes.Select(code =>
    {
        var option = new ScriptObject();
        option.SetValue("value", code, readOnly: true);
        option.SetValue("text", shown(code), readOnly: true);
        option.SetValue("chosen", code == chosen, readOnly: true);
        return option;
    })];

    private ScriptArray Days(Preferences chosen)
    {
        var week = Enumerable.Range(1, 7).Select(number => (DayOfWeek)(number % 7)).ToList();
        return [.. week.Select(day =>
        {
            var option = new ScriptObject();
            option.SetValue("value", day.ToString(), readOnly: true);
            option.SetValue("text", strings.Culture.DateTimeFormat.GetDayName(day), readOnly: true);
            option.SetValue("chosen", chosen.Days.Contains(day), readOnly: true);
            return option;
        })];
    }

    // Full hours, and the reader's own where an import gave a finer one.
    private static IEnumerable<string> Hours(TimeOnly own) =>
        Enumerable.Range(0, 24).Select(hour => Machine(new TimeOnly(hour, 0))).Append(Machine(own)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Machine(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private string Shown(string machine) => TimeOnly.ParseExact(machine, "HH:mm", CultureInfo.InvariantCulture).ToString(strings.Text("receipt.clock"), strings.Culture);

    private static ScriptArray ZoneGroups(string chosen) =>
    [
        .. Zones.Value.Append(chosen).Distinct(StringComparer.Ordinal).GroupBy(zone => zone.Split('/')[0], StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            {
                var values = new ScriptObject();
                values.SetValue("name", group.Key, readOnly: true);
                values.SetValue("zones", Options(group, chosen, zone => zone[(zone.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('_', ' ')), readOnly: true);
                return values;
            }),
    ];

    private static ScriptArray Stories(IReadOnlyList<string> topics, IReadOnlyDictionary<string, string> titles) =>
        Options(topics.Where(Identifier.Is), "", id => titles.GetValueOrDefault(id, id));

    private static string Names(IReadOnlyList<string> topics) => string.Join('\n', topics.Where(topic => !Identifier.Is(topic)));

    private ScriptArray Errors(IReadOnlyList<FormError> errors) => [.. errors.Select(error =>
    {
        var value = new ScriptObject();
        value.SetValue("text", _typography.Set(error.Sentence(strings)), readOnly: true);
        value.SetValue("field", error.Field, readOnly: true);
        return value;
    })];
}
