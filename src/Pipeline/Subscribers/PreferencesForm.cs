using System.Globalization;
using Pipeline.Receipts;

namespace Pipeline.Subscribers;

/// <summary>Reads what a reader has chosen from the fields of a form, or of a line of a list: the one place where that is checked.</summary>
public static class PreferencesForm
{
    /// <summary>The field of the language.</summary>
    public const string Language = "language";

    /// <summary>The field of the frequency: a name of <see cref="DigestFrequency"/>, letter case apart.</summary>
    public const string Frequency = "frequency";

    /// <summary>The field of the days: names of <see cref="DayOfWeek"/> or their first three letters, in one or more fields.</summary>
    public const string Days = "days";

    /// <summary>The field of the hour, <c>07:00</c>.</summary>
    public const string Hour = "hour";

    /// <summary>The field of the time zone, an IANA name.</summary>
    public const string Zone = "zone";

    /// <summary>The field of the pause, <c>2026-08-31</c>.</summary>
    public const string PausedUntil = "paused_until";

    /// <summary>The field of what is followed, one thing a line or parted by semicolons, in one or more fields.</summary>
    public const string Followed = "followed";

    /// <summary>The field of what is muted, like <see cref="Followed"/>.</summary>
    public const string Muted = "muted";

    /// <summary>Things that can be followed or muted at most, each.</summary>
    public const int MaxTopics = 50;

    private const int MaxTopicCharacters = 80;
    private const int MaxPauseDays = 366;
    private const int ShortDayCharacters = 3;
    private const int MaxShownCharacters = 60;
    private static readonly char[] DaySeparators = [' ', ',', ';', '+'];
    private static readonly char[] TopicSeparators = ['\n', ';'];

    /// <summary>
    /// What <paramref name="fields"/> say; a field that was not sent stays as in <paramref name="current"/>, as does one that cannot be taken, which has
    /// an error. Boxes that are not ticked are not sent: the days are taken as none where a frequency is sent without days.
    /// </summary>
    public static (Preferences Preferences, IReadOnlyList<FormError> Errors) Read(FormFields fields, Preferences current, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(current);
        var errors = new List<FormError>();
        var read = current with
        {
            Language = ReadLanguage(fields, current, errors),
            Frequency = ReadFrequency(fields, current, errors),
            Days = ReadDays(fields, current, errors),
            Hour = ReadHour(fields, current, errors),
            TimeZone = ReadZone(fields, current, errors),
            Topics = ReadTopics(fields, current, errors),
        };
        read = read with { PausedUntil = ReadPause(fields, read, now, errors) };
        if (read.Days.Count == 0 && read.Frequency is DigestFrequency.ChosenDays or DigestFrequency.Weekly && !errors.Exists(error => error.Field == Days))
        {
            errors.Add(new(Days, "noDay", ""));
        }

        return (read, errors);
    }

    /// <summary>The error that says what was sent in <paramref name="field"/>.</summary>
    public static FormError Error(string field, string code, string value) => new(field, code, VisibleText.Line(value, MaxShownCharacters));

    private static string ReadLanguage(FormFields fields, Preferences current, List<FormError> errors)
    {
        var text = fields.First(Language);
        if (text.Length == 0 || Strings.Languages.Contains(text))
        {
            return text.Length == 0 ? current.Language : text;
        }

        errors.Add(Error(Language, "language", text));
        return current.Language;
    }

    private static DigestFrequency ReadFrequency(FormFields fields, Preferences current, List<FormError> errors)
    {
        var text = fields.First(Frequency);
        if (text.Length == 0)
        {
            return current.Frequency;
        }

        // A number would be taken for the case that has it.
        if (char.IsAsciiLetter(text[0]) && Enum.TryParse<DigestFrequency>(text, ignoreCase: true, out var frequency))
        {
            return frequency;
        }

        errors.Add(Error(Frequency, "frequency", text));
        return current.Frequency;
    }

    private static IReadOnlyList<DayOfWeek> ReadDays(FormFields fields, Preferences current, List<FormError> errors)
    {
        if (!fields.Has(Days))
        {
            return fields.First(Frequency).Length > 0 ? [] : current.Days;
        }

        var days = new SortedSet<int>();
        foreach (var text in fields.All(Days).SelectMany(value => value.Split(DaySeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            var found = Enum.GetValues<DayOfWeek>().Where(day => day.ToString() is var name
                && (name.Equals(text, StringComparison.OrdinalIgnoreCase) || name[..ShortDayCharacters].Equals(text, StringComparison.OrdinalIgnoreCase)));
            if (found.ToList() is [var only])
            {
                days.Add(FromMonday(only));
            }
            else
            {
                errors.Add(Error(Days, "day", text));
                return current.Days;
            }
        }

        return [.. days.Select(number => (DayOfWeek)((number + 1) % 7))];
    }

    private static int FromMonday(DayOfWeek day) => ((int)day + 6) % 7;

    private static TimeOnly ReadHour(FormFields fields, Preferences current, List<FormError> errors)
    {
        var text = fields.First(Hour);
        if (text.Length == 0)
        {
            return current.Hour;
        }

        if (TimeOnly.TryParseExact(text, ["H:mm", "HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
        {
            return new TimeOnly(hour.Hour, hour.Minute);
        }

        errors.Add(Error(Hour, "hour", text));
        return current.Hour;
    }

    private static string ReadZone(FormFields fields, Preferences current, List<FormError> errors)
    {
        var text = fields.First(Zone);
        if (text.Length == 0)
        {
            return current.TimeZone;
        }

        if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId)
        {
            return zone.Id;
        }

        errors.Add(Error(Zone, "zone", text));
        return current.TimeZone;
    }

    private static DateOnly? ReadPause(FormFields fields, Preferences read, DateTimeOffset now, List<FormError> errors)
    {
        if (!fields.Has(PausedUntil))
        {
            return read.PausedUntil;
        }

        var text = fields.First(PausedUntil);
        if (text.Length == 0)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            errors.Add(Error(PausedUntil, "pause", text));
            return read.PausedUntil;
        }

        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(read.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        if (day <= today && day != read.PausedUntil)
        {
            errors.Add(Error(PausedUntil, "pausePast", text));
            return read.PausedUntil;
        }

        if (day > today.AddDays(MaxPauseDays))
        {
            errors.Add(Error(PausedUntil, "pauseFar", text));
            return read.PausedUntil;
        }

        return day;
    }

    private static TopicChoice ReadTopics(FormFields fields, Preferences current, List<FormError> errors)
    {
        var choice = new TopicChoice
        {
            Followed = fields.Has(Followed) ? ReadTopics(fields, Followed, errors) : current.Topics.Followed,
            Muted = fields.Has(Muted) ? ReadTopics(fields, Muted, errors) : current.Topics.Muted,
        };
        if (choice.Followed.FirstOrDefault(topic => choice.Muted.Contains(topic, StringComparer.OrdinalIgnoreCase)) is { } both)
        {
            errors.Add(Error(Muted, "topicBoth", both));
        }

        return choice;
    }

    private static List<string> ReadTopics(FormFields fields, string field, List<FormError> errors)
    {
        var topics = fields.All(field).SelectMany(value => value.Split(TopicSeparators)).Select(topic => VisibleText.Line(topic)).Where(topic => topic.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (topics.Find(topic => topic.Length > MaxTopicCharacters) is { } tooLong)
        {
            errors.Add(Error(field, "topicLong", tooLong));
        }

        if (topics.Count > MaxTopics)
        {
            errors.Add(Error(field, "topicMany", topics.Count.ToString(CultureInfo.InvariantCulture)));
        }

        return [.. topics.Take(MaxTopics)];
    }
}
