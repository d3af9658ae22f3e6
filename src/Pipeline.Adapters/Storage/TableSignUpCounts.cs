using System.Globalization;
using Azure.Data.Tables;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Storage;

/// <summary>Counts in table <c>signUps</c>: one partition an hour, one row a key, under versions. Whoever opens an hour deletes those that are over.</summary>
internal sealed class TableSignUpCounts(TableServiceClient tables) : ISignUpCounts
{
    private const string FirstHour = "0000000000";
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);
    private readonly EntityTable _counts = new(tables, StorageLayout.SignUpsTable);

    public async Task<bool> TryTakeAsync(string key, DateTimeOffset at, int max, CancellationToken cancellationToken)
    {
        var hour = TableKey.OfHour(at);
        while (true)
        {
            var there = await _counts.FindAsync(hour, key, cancellationToken).ConfigureAwait(false);
            var count = there is null ? 0 : int.Parse(there.Value.Json, CultureInfo.InvariantCulture);
            if (count >= max)
            {
                return false;
            }

            var more = new EntityRow(hour, key, (count + 1).ToString(CultureInfo.InvariantCulture));
            if (await _counts.TrySaveAsync(more, there?.Version, cancellationToken).ConfigureAwait(false))
            {
                if (there is null)
                {
                    await ForgetAsync(at - s_kept, cancellationToken).ConfigureAwait(false);
                }

                return true;
            }

            // Some are at the same row: whoever comes back at another moment gets through.
            await Task.Delay(s_pause * (1 + Random.Shared.Next(8)), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await foreach (var row in _counts.ListRangeAsync(FirstHour, TableKey.OfHour(before), "", "~", cancellationToken).ConfigureAwait(false))
        {
            await _counts.DeleteAsync(row.Value.PartitionKey, row.Value.RowKey, cancellationToken).ConfigureAwait(false);
        }
    }
}
