using System.Globalization;
using System.Text;
using Pipeline.Receipts;

namespace Pipeline.Subscribers;

/// <summary>
/// Takes in and gives out the suppression list (CSV): column <c>address</c> or <c>id</c>, and where they are there <c>reason</c>, <c>at</c> and
/// <c>detail</c>. Given out it holds ids and no addresses, and only an app with the same key can use it. Thread-safe.
/// </summary>
public sealed class ImportSuppressions(SuppressAddress suppress, ISuppressionStore suppressions, KeyRing keys)
{
    private const string Address = "address";
    private const string Id = "id";
    private const string Reason = "reason";
    private const string Detail = "detail";
    private const int MaxDetailCharacters = 200;

    /// <summary>Adds the entries of <paramref name="csv"/>; entries that are there stay as they are. Returns the number of lines taken.</summary>
    /// <exception cref="FormatException">The first line names neither column, or the list cannot be read on. What stood before it is taken.</exception>
    public async Task<int> RunAsync(TextReader csv, Action<RefusedRow> refuse, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentNullException.ThrowIfNull(refuse);
        var taken = 0;
        List<string>? columns = null;
        await foreach (var (line, values) in new CsvReader(csv).ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (columns is null)
            {
                columns = [.. values.Select(name => name.Trim().ToLowerInvariant())];
                if (!columns.Contains(Address) && !columns.Contains(Id))
                {
                    throw new FormatException($"The first line has no column '{Address}' or '{Id}'.");
                }

                continue;
            }

            var fields = new FormFields(columns.Zip(values));
            if (IdOf(fields) is { } id)
            {
                var reason = Enum.TryParse<SuppressionReason>(fields.First(Reason), ignoreCase: true, out var named) ? named : SuppressionReason.Imported;
                var detail = fields.First(Detail).Replace(fields.First(Address) is { Length: > 0 } address ? address : "\n", "*", StringComparison.OrdinalIgnoreCase);
                await suppress.RunAsync(id, reason, detail.Length == 0 ? null : VisibleText.Line(detail, MaxDetailCharacters), cancellationToken).ConfigureAwait(false);
                taken++;
            }
            else
            {
                refuse(new(line, PreferencesForm.Error(Address, "address", fields.First(Address))));
            }
        }

        return columns is null ? throw new FormatException("The list is empty.") : taken;
    }

    /// <summary>The list as lines of CSV, the first of which names the columns.</summary>
    public async IAsyncEnumerable<string> ExportAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return $"{Id},{Reason},at,{Detail}";
        foreach (var shard in SubscriberId.Shards)
        {
            await foreach (var entry in suppressions.ListAsync(shard, cancellationToken).ConfigureAwait(false))
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"{entry.Id},{entry.Reason},{entry.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},{Quoted(entry.Detail ?? "")}");
            }
        }
    }

    private SubscriberId? IdOf(FormFields fields) =>
        fields.First(Id) is { Length: > 0 } id ? Identifier.Is(id) ? new(id) : null
        : ReaderAddress.Read(fields.First(Address)) is { } address ? keys.IdOf(address)
        : null;

    // A cell that a spreadsheet would take for a formula is none.
    private static string Quoted(string text)
    {
        var safe = text.Length > 0 && "=+-@\t".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return new StringBuilder(safe).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();
    }
}
