using System.Globalization;

namespace Pipeline.Extraction.Temporal;

/// <summary>
/// The value of a pattern as a pack writes it, such as <c>date d=$day m=$month y=$year</c>: a kind and named fields, each a constant
/// or a captured word's value. Filled once for each match.
/// </summary>
internal sealed class ValueTemplate
{
    /// <summary>What is counted farther lies outside every calendar.</summary>
    private const int MaxCount = 1_000_000;

    private const int LastHour = 23;

    private const int MinutesInHour = 60;

    private readonly string _kind;
    private readonly (string Name, string? Constant, int Slot)[] _fields;
    private readonly bool _isMoved;

    /// <summary>What the template always means, where it asks for no captured word; symbols do not change, so one serves all matches.</summary>
    private readonly SymbolicTime? _constant;

    /// <exception cref="FormatException">A field has no value or names no slot of the pattern.</exception>
    public ValueTemplate(string text, IReadOnlyDictionary<string, int> slots)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _kind = words[0];
        _fields = [.. words.Skip(1).Select(word => Field(word, text, slots))];
        _isMoved = _fields.Any(field => field.Name is "days" or "count" or "years" or "around");
        if (!Kinds.Contains(_kind, StringComparer.Ordinal))
        {
            throw new FormatException($"'{text}' has an unknown kind.");
        }

        _constant = Array.TrueForAll(_fields, field => field.Constant is not null) ? Fill([]) : null;
    }

    private static string[] Kinds =>
        ["date", "offset", "period", "part", "decade", "century", "feast", "nth", "inside", "clock", "duration", "repeat", "bc", "ref"];

    /// <summary>The symbol that a match means; null where its parts make none (hour 25).</summary>
    public SymbolicTime? Build(string?[] captures) => _constant ?? Fill(captures);

    private SymbolicTime? Fill(string?[] captures)
    {
        var values = new Values(_fields, captures);
        var symbol = values.IsWholeWeeks ? Core(values)?.Complete(values.Modifier, values.Time) : null;
        return symbol is not null && _isMoved
            ? symbol with { DaysOff = values.DaysOff, YearsOff = values.Int("years"), Around = values["around"] is { } unit ? TimeUnits.Parse(unit).Unit : null }
            : symbol;
    }

    private SymbolicTime? Core(Values v) => _kind switch
    {
        "date" when v.Year == 0 && v.Int("m") is null => null, // By itself, 0000 is a code or a call number.
        "date" => new SymbolicTime.Calendar(v.Year, v.Int("m"), v.Int("d"), v.Int("wd"), v.Direction)
        {
            Order = v["order"] is { } order ? NumericDates.Parse(order) : null,
            Origin = v.Origin,
            From = v.Int("from"),
            Until = v.Int("until"),
            IsHabit = v["habit"] is not null,
            Night = v["night"] == "1",
            NightBefore = v["night"] == "-1",
        },
        "offset" => v.Unit is var (factor, unit)
            ? new SymbolicTime.Offset(v.Amount * factor, unit, v.Int("sign") ?? 1, v.Origin) { More = v.More, IsExact = v["exact"] is not null }
            : null,
        "period" => new SymbolicTime.Period(v.Unit!.Value.Unit, v.Int("shift") ?? 0, v.Origin) { Weekday = v.Int("wd"), SameTimeOfYear = v["same"] is not null },
        "part" => v.Int("n") is { } number && v.HasPart(number) ? new SymbolicTime.Part(v.Unit!.Value.Unit, number, v.Year, v.Direction) : null,
        "decade" => v.Int("n") is { } first ? new SymbolicTime.Decade(first) : null,
        "century" => v.Int("n") is { } ordinal ? new SymbolicTime.Century(ordinal) : null,
        "feast" => new SymbolicTime.Feast(v["name"]!, v.Year, v.Direction) { WeekdayAfter = v.Int("wd") },
        "nth" => new SymbolicTime.NthWeekday(v.Int("n") ?? 1, v.Int("wd") ?? 1, v.Int("m"), v.Year) { MonthsOff = v.Int("months") },
        "inside" => v.Int("n") is { } place
            ? new SymbolicTime.NthUnit(v["from-end"] is null ? place : -place, v.Unit!.Value.Unit, v.Int("m"), v.Year) { MonthsOff = v.Int("months") }
            : null,
        "clock" => v.Time is null ? null : new SymbolicTime.Clock(),
        "duration" => v.Unit is var (factor, unit) ? new SymbolicTime.Duration(v.Amount * factor, unit) { More = v.More } : null,
        "repeat" => v.Unit is var (factor, unit)
            ? new SymbolicTime.Repeat(TimeUnits.Duration((v.Amount ?? 1) * factor, unit))
            : new SymbolicTime.Repeat(
                v.Int("wd") is { } day ? $"XXXX-WXX-{day}" : v.Int("d") is { } number ? $"XXXX-{v.Int("m")?.ToString("00", CultureInfo.InvariantCulture) ?? "XX"}-{number:00}" : v["value"]!),
        "bc" => v.Int("y") is { } before ? new SymbolicTime.YearBeforeChrist(before) : null,
        _ => new SymbolicTime.Reference(v["value"]!),
    };

    private static (string Name, string? Constant, int Slot) Field(string word, string text, IReadOnlyDictionary<string, int> slots)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == word.Length - 1)
        {
            throw new FormatException($"'{word}' in '{text}' is no field.");
        }

        var (name, value) = (word[..equals], word[(equals + 1)..]);
        if (value[0] != '$')
        {
            return (name, value, -1);
        }

        return slots.TryGetValue(value[1..], out var slot)
            ? (name, null, slot)
            : throw new FormatException($"'{text}' asks for '{value}', which the pattern does not capture.");
    }

    /// <summary>The fields of one match.</summary>
    private readonly struct Values((string Name, string? Constant, int Slot)[] fields, string?[] captures)
    {
        public string? this[string name]
        {
            get
            {
                string? found = null;
                foreach (var (field, constant, slot) in fields)
                {
                    if (field == name)
                    {
                        found = constant ?? captures[slot] ?? found;
                    }
                }

                return found is "" ? null : found;
            }
        }

        public double? Amount
        {
            get
            {
                var amount = double.TryParse(this["n"], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : (double?)null;
                var extra = double.TryParse(this["plus"], NumberStyles.Float, CultureInfo.InvariantCulture, out var part) ? part : 0;
                return amount + extra ?? (extra > 0 ? extra : null);
            }
        }

        /// <summary>The amounts beside the first, <c>n2 unit2</c> and <c>n3 unit3</c>.</summary>
        public AmountOfTime[] More => Beside("n2", "unit2") is { } second ? Beside("n3", "unit3") is { } third ? [second, third] : [second] : [];

        /// <summary>Days that count both ends ("lundi en 8") make whole weeks, or they are something else.</summary>
        public bool IsWholeWeeks => Int("inclusive") is not { } days || days % 7 == 1;

        /// <summary>Days off the date, or the weeks that a count of weekdays says ("four Tuesdays from now": three weeks after the next).</summary>
        public int DaysOff => Int("days") is { } days ? days + (Int("inclusive") - 1 ?? 0) : (Int("count") is { } count ? 7 * (Math.Min(count, MaxCount) - 1) * (Direction == Direction.Last ? -1 : 1) : 0);

        /// <summary>A year has two halves and four quarters or seasons.</summary>
        public bool HasPart(int number) => number >= 1 && number <= (Unit?.Unit == TimeUnit.Half ? 2 : 4);

        public int? Year => Int("ad") ?? (Int("y") is { } year ? year < 100 && this["y"]!.Length <= 2 ? year + (year < 40 ? 2000 : 1900) : year : null);

        public (int Factor, TimeUnit Unit)? Unit => this["unit"] is { } text ? TimeUnits.Parse(text) : null;

        public Origin Origin => this["anchor"] switch
        {
            "story" => Origin.Story,
            "reference" => Origin.Reference,
            _ => Origin.Publication,
        };

        public Direction Direction => this["dir"] switch
        {
            "last" => Direction.Last,
            "next" => Direction.Next,
            "this" => Direction.This,
            _ => Direction.Open,
        };

        public TimexModifier? Modifier => this["mod"] switch
        {
            "START" => TimexModifier.Start,
            "MID" => TimexModifier.Mid,
            "END" => TimexModifier.End,
            "APPROX" => TimexModifier.Approx,
            "BEFORE" => TimexModifier.Before,
            "AFTER" => TimexModifier.After,
            _ => null,
        };

        public TimeOfDay? Time
        {
            get
            {
                if (Int("h") is { } hour)
                {
                    var minute = Int("min") ?? 0;
                    var shifted = hour == 12 && Int("twelve") is { } twelve ? twelve : hour + (Int("h-plus") is { } plus && !(hour >= 12 && plus == 12) ? plus : 0);
                    if (Int("min-before") is { } before)
                    {
                        (shifted, minute) = (shifted == 0 ? LastHour : shifted - 1, MinutesInHour - before);
                    }

                    return shifted is < 0 or > 24 || minute is < 0 or >= MinutesInHour ? null : new TimeOfDay(shifted, minute, null, this["zone"]);
                }

                return this["part"] is { } part ? new TimeOfDay(null, 0, part) : null;
            }
        }

        private AmountOfTime? Beside(string number, string unit) =>
            double.TryParse(this[number], NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && this[unit] is { } text
                ? new AmountOfTime(amount, TimeUnits.Parse(text).Unit)
                : null;

        public int? Int(string name) =>
            int.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
