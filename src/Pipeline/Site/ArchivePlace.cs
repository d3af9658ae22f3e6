using System.Globalization;

namespace Pipeline.Site;

/// <summary>Where a page of the archive begins, as it stands in an address: an instant, so that a new digest moves no page.</summary>
internal static class ArchivePlace
{
    private const string Form = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>The text form, in UTC.</summary>
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Write"/> writes; null for anything else.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
