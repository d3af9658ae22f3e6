using System.Globalization;
using Microsoft.Extensions.Options;
using Pipeline.Receipts;

namespace Pipeline.Subscribers;

/// <summary>
/// Takes in a list of readers who have agreed elsewhere (CSV, RFC 4180): columns <c>address</c>, <c>language</c>, <c>consent_date</c>, <c>source</c> and
/// <c>proof</c>, and those of <see cref="PreferencesForm"/> where they are wanted. Importing a list again changes nothing. Thread-safe.
/// </summary>
public sealed class ImportReaders(
    ISubscriberStore readers, ISuppressionStore suppressions, KeyRing keys, IOptions<NewsroomOptions> newsroom, TimeProvider time)
{
    private const string Address = "address";
    private const string ConsentDate = "consent_date";
    private const string ConsentSource = "source";
    private const string Proof = "proof";
    private const int MaxProofCharacters = 1000;

    // Some hundred rows for each of the 32 shards: full transactions.
    private const int BatchLines = 3200;

    private static readonly string[] Needed = [Address, PreferencesForm.Language, ConsentDate, ConsentSource, Proof];

    private static readonly string[] Wanted =
    [
        PreferencesForm.Frequency, PreferencesForm.Days, PreferencesForm.Hour, PreferencesForm.Zone, PreferencesForm.PausedUntil, PreferencesForm.Followed,
        PreferencesForm.Muted,
    ];

    /// <summary>Imports <paramref name="csv"/>, which is read as a stream; <paramref name="refuse"/> is told of each line that cannot be taken.</summary>
    /// <exception cref="FormatException">The first line does not name the columns, or the list cannot be read on. What stood before it is imported.</exception>
    public async Task<ImportOutcome> RunAsync(TextReader csv, Action<RefusedRow> refuse, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentNullException.ThrowIfNull(refuse);
        var known = await KnownAsync(cancellationToken).ConfigureAwait(false);
        var suppressed = await SuppressedAsync(cancellationToken).ConfigureAwait(false);
        var outcome = new ImportOutcome(0, 0, 0, 0, 0);
        var batch = new List<Subscriber>(BatchLines);
        IReadOnlyList<string>? columns = null;
        try
        {
            await foreach (var (line, values) in new CsvReader(csv).ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (columns is null)
                {
                    columns = ColumnsOf(values);
                    continue;
                }

                var (reader, error) = Read(columns, values);
                outcome = reader is null ? outcome with { Refused = outcome.Refused + 1 }
                    : suppressed.Contains(reader.Id) ? outcome with { Suppressed = outcome.Suppressed + 1 }
                    : known.TryGetValue(reader.Id, out var hasLeft) ? outcome with { Known = outcome.Known + 1, Left = outcome.Left + (hasLeft ? 1 : 0) }
                    : outcome with { Added = outcome.Added + 1 };
                if (reader is null)
                {
                    refuse(new(line, error!));
                }
                else if (!suppressed.Contains(reader.Id) && known.TryAdd(reader.Id, false))
                {
                    batch.Add(reader);
                }

                if (batch.Count == BatchLines)
                {
                    await readers.SaveAllAsync(batch, cancellationToken).ConfigureAwait(false);
                    batch.Clear();
                }
            }
        }
        finally
        {
            if (batch.Count > 0 && !cancellationToken.IsCancellationRequested)
            {
                await readers.SaveAllAsync(batch, cancellationToken).ConfigureAwait(false);
            }
        }

        return columns is null ? throw new FormatException("The list is empty.") : outcome;
    }

    private static List<string> ColumnsOf(IReadOnlyList<string> names)
    {
        List<string> columns = [.. names.Select(name => name.Trim().ToLowerInvariant())];
        if (Needed.FirstOrDefault(name => !columns.Contains(name)) is { } missing)
        {
            throw new FormatException($"The first line has no column '{missing}'. It must name {string.Join(", ", Needed)}, and may name {string.Join(", ", Wanted)}.");
        }

        return columns.Find(name => !Needed.Contains(name) && !Wanted.Contains(name)) is { } odd
            ? throw new FormatException($"The first line has a column '{VisibleText.Line(odd)}', which is not known.")
            : columns.Distinct().Count() < columns.Count ? throw new FormatException("The first line names a column twice.")
            : columns;
    }

    private (Subscriber? Reader, FormError? Error) Read(IReadOnlyList<string> columns, IReadOnlyList<string> values)
    {
        if (values.Count != columns.Count)
        {
            return (null, PreferencesForm.Error("", "columns", values.Count.ToString(CultureInfo.InvariantCulture)));
        }

        // An empty cell says nothing.
        var fields = new FormFields(columns.Zip(values).Where(cell => cell.Second.Trim().Length > 0));
        if (ReaderAddress.Read(fields.First(Address)) is not { } address)
        {
            return (null, PreferencesForm.Error(Address, "address", fields.First(Address)));
        }

        if (Needed.FirstOrDefault(name => !fields.Has(name)) is { } missing)
        {
            return (null, PreferencesForm.Error(missing, "missing", missing));
        }

        var now = time.GetUtcNow();
        if (!DateTimeOffset.TryParse(fields.First(ConsentDate), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var consented)
            || !char.IsAsciiDigit(fields.First(ConsentDate)[0]) || fields.First(ConsentDate).IndexOf('-', StringComparison.Ordinal) != 4)
        {
            return (null, PreferencesForm.Error(ConsentDate, "consentDate", fields.First(ConsentDate)));
        }

        if (consented > now)
        {
            return (null, PreferencesForm.Error(ConsentDate, "consentAhead", fields.First(ConsentDate)));
        }

        var standard = new Preferences { Language = newsroom.Value.Language, TimeZone = newsroom.Value.TimeZone };
        var (preferences, errors) = PreferencesForm.Read(fields, standard, now);
        if (errors.Count > 0)
        {
            return (null, errors[0]);
        }

        // What shows the consent may quote the address; that stands in one place only.
        string Shown(string name) =>
            VisibleText.Line(fields.First(name).Replace(address, "*", StringComparison.OrdinalIgnoreCase), MaxProofCharacters);
        return (new Subscriber
        {
            Id = keys.IdOf(address),
            Address = address,
            State = SubscriberState.Active,
            Preferences = preferences,
            Consent = new(consented.ToUniversalTime(), Shown(ConsentSource), Shown(Proof)),
            TokenVersion = now.ToUnixTimeSeconds(),
            Since = now,
        }, null);
    }

    private async Task<Dictionary<SubscriberId, bool>> KnownAsync(CancellationToken cancellationToken)
    {
        var known = new Dictionary<SubscriberId, bool>();
        foreach (var shard in SubscriberId.Shards)
        {
            await foreach (var reader in readers.ListAsync(shard, cancellationToken).ConfigureAwait(false))
            {
                known[reader.Id] = reader.State == SubscriberState.Unsubscribed;
            }
        }

        return known;
    }

    private async Task<HashSet<SubscriberId>> SuppressedAsync(CancellationToken cancellationToken)
    {
        var suppressed = new HashSet<SubscriberId>();
        foreach (var shard in SubscriberId.Shards)
        {
            await foreach (var entry in suppressions.ListAsync(shard, cancellationToken).ConfigureAwait(false))
            {
                suppressed.Add(entry.Id);
            }
        }

        return suppressed;
    }
}
