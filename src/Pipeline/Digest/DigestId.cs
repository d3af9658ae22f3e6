using System.Globalization;

namespace Pipeline.Digest;

/// <summary>Identity of a digest issue: its list and its cut-off instant.</summary>
/// <param name="List">The list; lower-case letters, digits and hyphens.</param>
/// <param name="CutOff">What was stored later belongs to a later issue; whole milliseconds, UTC.</param>
public readonly record struct DigestId(string List, DateTimeOffset CutOff)
{
    /// <summary>The text form, safe as a key and a file name: <c>main-20260304T063000000Z</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{List}-{CutOff.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}");

    /// <summary>The issue of <paramref name="list"/> whose cut-off is <paramref name="at"/>, cut to whole milliseconds.</summary>
    public static DigestId At(string list, DateTimeOffset at)
    {
        var ticks = at.UtcTicks;
        return new(list, new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero));
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static DigestId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no id of a digest.");
    }

    /// <summary>Reads what <see cref="ToString"/> writes; false where the text has another form.</summary>
    public static bool TryParse(string? text, out DigestId id)
    {
        id = default;
        var cut = text?.LastIndexOf('-') ?? -1;
        if (cut <= 0 || !DateTimeOffset.TryParseExact(
            text![(cut + 1)..], "yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return false;
        }

        id = new(text[..cut], at);
        return true;
    }
}
