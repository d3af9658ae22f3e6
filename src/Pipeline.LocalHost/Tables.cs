using Spectre.Console;

namespace Pipeline.LocalHost;

/// <summary>Tables of plain text: nothing in a cell is read as markup.</summary>
internal static class Tables
{
    /// <summary>An empty table with these columns.</summary>
    public static Table NewTable(this Terminal terminal, params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = terminal.IsPlain ? TableBorder.Simple : TableBorder.Rounded };
        foreach (var column in columns)
        {
            table.AddColumn(column);
        }

        return table;
    }

    /// <summary>Adds a row.</summary>
    public static void AddCells(this Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}
