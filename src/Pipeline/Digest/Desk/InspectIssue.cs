using Pipeline.Delivery;

namespace Pipeline.Digest.Desk;

/// <summary>Looks at an issue: its mails, counted, and its variants. Reads its ledger once. Thread-safe.</summary>
public sealed class InspectIssue(IDigestStore digests, IDeliveryLedger ledger, IVariantStore variants, Preflight preflight)
{
    // What an editor can look at.
    private const int MaxVariants = 20;
    private const int PublicToLookAt = 50;

    // Servers may put something of their own into every answer.
    private const int MaxAnswers = 1000;

    /// <summary>One issue, or null.</summary>
    public async Task<IssueInspection?> RunAsync(DigestId id, CancellationToken cancellationToken)
    {
        if (await digests.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } issue)
        {
            return null;
        }

        var readers = new Dictionary<VariantId, int>();
        var counts = await CountAsync(id, readers, cancellationToken).ConfigureAwait(false);
        var shown = new List<InspectedVariant>();
        foreach (var variant in await PublicAsync(id, cancellationToken).ConfigureAwait(false))
        {
            readers.Remove(variant.Id, out var count);
            shown.Add(new(variant, count, preflight.Of(variant)));
        }

        foreach (var (key, count) in readers.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Value, StringComparer.Ordinal).Take(MaxVariants))
        {
            if (await variants.FindAsync(id, key, cancellationToken).ConfigureAwait(false) is { } variant)
            {
                shown.Add(new(variant, count, preflight.Of(variant)));
            }
        }

        return new(issue.Value, counts, shown, Math.Max(0, readers.Count - MaxVariants));
    }

    /// <summary>How many mails of an issue stand where.</summary>
    public Task<IReadOnlyList<DeliveryCount>> CountAsync(DigestId id, CancellationToken cancellationToken) => CountAsync(id, [], cancellationToken);

    private async Task<IReadOnlyList<DeliveryCount>> CountAsync(DigestId id, Dictionary<VariantId, int> readers, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<(DeliveryState State, string Answer), int>();
        await foreach (var row in ledger.ListAsync(id, cancellationToken).ConfigureAwait(false))
        {
            var (state, answer) = (row.Value.State, row.Value.State == DeliveryState.Submitted ? "" : row.Value.Answer ?? "");
            var key = answers.Count < MaxAnswers || answers.ContainsKey((state, answer)) ? (state, answer) : (state, "");
            answers[key] = answers.GetValueOrDefault(key) + 1;
            if (row.Value.Variant is { } variant)
            {
                readers[variant] = readers.GetValueOrDefault(variant) + 1;
            }
        }

        return
        [
            .. answers.GroupBy(pair => (pair.Key.State, Answer: pair.Key.State == DeliveryState.Skipped ? pair.Key.Answer : null))
                .Select(group => new DeliveryCount(group.Key.State, group.MaxBy(pair => pair.Value).Key.Answer, group.Sum(pair => pair.Value)))
                .OrderBy(count => count.State).ThenByDescending(count => count.Readers),
        ];
    }

    private async Task<List<DigestVariant>> PublicAsync(DigestId id, CancellationToken cancellationToken)
    {
        var found = new List<DigestVariant>();
        foreach (var language in Strings.Languages)
        {
            await foreach (var variant in variants.ListPublicAsync(id.List, language, PublicToLookAt, cancellationToken).ConfigureAwait(false))
            {
                if (variant.Issue.CutOff <= id.CutOff)
                {
                    found.AddRange(variant.Issue == id ? [variant] : []);
                    break;
                }
            }
        }

        return found;
    }
}
