using Microsoft.Extensions.Options;
using Pipeline.Digest;

namespace Pipeline.Events;

/// <summary>Knows from the stored issues what readers have been told. Asked only where an event comes back or loses its teller. Thread-safe.</summary>
public sealed class ToldChanges
{
    private readonly IDigestStore _digests;
    private readonly string _list;

    /// <summary>Looks at the issues of the list.</summary>
    public ToldChanges(IDigestStore digests, IOptions<DigestOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _digests = digests;
        _list = options.Value.List;
    }

    /// <summary>What readers know of an event with <paramref name="history"/>.</summary>
    public async Task<ToldState> OfAsync(IReadOnlyList<EventChange> history, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(history);
        var withdrawals = history.Where(change => change.Kind == EventChangeKind.Withdrawn).TakeLast(1).ToList();
        return new(await AnyAsync(history, cancellationToken).ConfigureAwait(false), await AnyAsync(withdrawals, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whether an issue has told one of <paramref name="changes"/>. Reads the issues since the first of them.</summary>
    public async Task<bool> AnyAsync(IReadOnlyCollection<EventChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Count == 0)
        {
            return false;
        }

        var first = changes.Min(change => change.At);
        await foreach (var issue in _digests.ListLatestAsync(_list, int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            if (issue.Id.CutOff < first)
            {
                return false;
            }

            if (changes.Any(change => issue.ChangeIds.Contains(change.Id, StringComparer.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
