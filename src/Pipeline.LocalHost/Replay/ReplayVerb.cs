using System.CommandLine;
using System.Globalization;

namespace Pipeline.LocalHost.Replay;

/// <summary>The words of <c>replay</c>.</summary>
internal static class ReplayVerb
{
    private const string Daily = "daily";

    /// <summary>The command; <paramref name="guard"/> runs it.</summary>
    public static Command Of(Terminal terminal, Option<string?> storage, Func<Func<Task<int>>, Task<int>> guard)
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Articles, in any format that is read; other files are passed over." };
        var json = new Option<bool>("--json") { Description = "JSON lines: one a digest, then one with all events." };
        var after = new Option<string>("--digest-after")
        {
            Description = "Days after whose articles a digest is made: dates (2026-03-01,2026-03-04) or daily, which is every day that has articles.",
            HelpName = "dates",
            DefaultValueFactory = _ => Daily,
        };
        after.Validators.Add(result =>
        {
            if (TryRead(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError("--digest-after takes dates of the form 2026-03-01, parted by commas, or daily.");
            }
        });
        var mentions = new Option<FileInfo?>("--mentions") { Description = "Take the events from this JSON file in place of finding them.", HelpName = "file" };
        var command = new Command("replay", "Run articles in the order of their publication, with a digest after each day, and show the stories and the digests.")
        {
            folder, json, after, mentions,
        };
        command.SetAction((parsed, cancellationToken) => guard(() =>
        {
            var days = TryRead(parsed.GetRequiredValue(after))!;
            var request = new ReplayRequest(parsed.GetRequiredValue(folder), days.Count == 0 ? null : days, parsed.GetValue(mentions), parsed.GetValue(storage));
            return new ReplayCommand(request, parsed.GetValue(json), terminal).RunAsync(cancellationToken);
        }));
        return command;
    }

    // Empty for daily, null for what is no list of days.
    private static List<DateOnly>? TryRead(string? text)
    {
        if (text == Daily)
        {
            return [];
        }

        var days = new List<DateOnly>();
        foreach (var part in (text ?? "").Split(','))
        {
            if (!DateOnly.TryParseExact(part.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return null;
            }

            days.Add(day);
        }

        days.Sort();
        return days;
    }
}
