using System.Text;

namespace Pipeline.Subscribers;

/// <summary>Reads comma-separated values (RFC 4180) as a stream; semicolons where the first line has them, as French spreadsheets write. Not thread-safe.</summary>
internal sealed class CsvReader(TextReader text)
{
    private const int MaxFieldCharacters = 100_000;
    private const int MaxFields = 200;

    private char _separator;
    private int _line = 1;

    /// <summary>The records with the numbers of the lines on which they begin; blank lines are left out.</summary>
    /// <exception cref="FormatException">A quotation mark is never closed, or a field or a record has no end: the list cannot be read on.</exception>
    public async IAsyncEnumerable<(int Line, IReadOnlyList<string> Fields)> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await text.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            var first = _line++;
            if (line.Length == 0)
            {
                continue;
            }

            if (_separator == '\0')
            {
                line = line.TrimStart('\uFEFF');
                _separator = SeparatorOf(line);
            }

            yield return (first, await SplitAsync(line, first, cancellationToken).ConfigureAwait(false));
        }
    }

    private static char SeparatorOf(string line) => line.Contains(';', StringComparison.Ordinal) && !line.Contains(',', StringComparison.Ordinal) ? ';' : ',';

    // A quoted field may go on over the end of its line.
    private async Task<IReadOnlyList<string>> SplitAsync(string line, int first, CancellationToken cancellationToken)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; ; at++)
        {
            if (at == line.Length && isQuoted)
            {
                line = await text.ReadLineAsync(cancellationToken).ConfigureAwait(false)
                    ?? throw new FormatException($"Line {first}: a quotation mark is never closed.");
                _line++;
                field.Append('\n');
                at = -1;
            }
            else if (at == line.Length || (!isQuoted && line[at] == _separator))
            {
                fields.Add(field.ToString());
                field.Clear();
                if (at == line.Length)
                {
                    return fields;
                }
            }
            else if (line[at] == '"' && isQuoted && at + 1 < line.Length && line[at + 1] == '"')
            {
                field.Append('"');
                at++;
            }
            else if (line[at] == '"' && (isQuoted || field.Length == 0))
            {
                isQuoted = !isQuoted;
            }
            else
            {
                field.Append(line[at]);
            }

            if (field.Length > MaxFieldCharacters || fields.Count > MaxFields)
            {
                throw new FormatException($"Line {first}: a field is longer than {MaxFieldCharacters} characters, or there are more than {MaxFields} of them.");
            }
        }
    }
}
