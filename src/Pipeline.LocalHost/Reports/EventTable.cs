using Spectre.Console;

namespace Pipeline.LocalHost.Reports;

/// <summary>Events as a table for the terminal.</summary>
internal static class EventTable
{
    /// <summary>Shows <paramref name="rows"/> under <paramref name="title"/>, in the order of their dates, over <paramref name="lastLine"/>.</summary>
    public static void Show(Terminal terminal, string title, IEnumerable<EventRow> rows, string lastLine = "")
    {
        var table = new Table { Border = terminal.IsPlain ? TableBorder.Simple : TableBorder.Rounded };
        table.AddColumn(new TableColumn("date").NoWrap());
        table.AddColumn(new TableColumn("precision").NoWrap());
        table.AddColumn(new TableColumn("status").NoWrap());
        table.AddColumn("headline");
        table.AddColumn("warning");
        foreach (var row in rows.OrderBy(row => row.Date))
        {
            table.AddRow(
                new Text(row.Date.ToString()),
                new Text(Lower(row.Date.Precision)),
                new Text(Lower(row.Status)),
                new Text(row.Headline),
                new Text(WarningOf(row), new Style(Color.Yellow)));
        }

        if (table.Rows.Count == 0)
        {
            terminal.Show(title, new Text("no dated event" + Environment.NewLine), lastLine);
        }
        else
        {
            terminal.Show(title, table, lastLine);
        }
    }

    private static string WarningOf(EventRow row) =>
        string.Join(", ", row.Warnings) + (row.Alternatives.Count > 0 ? $" (or {string.Join(", ", row.Alternatives)})" : "");

#pragma warning disable CA1308 // For the eye, not for comparison.
    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
