namespace Pipeline.Delivery;

/// <summary>
/// One sender's hold on the hands of a stretch, one a bucket. At no moment are more mails in hand than the larger of two batches that follow each other has: a bucket
/// lets go before another takes. Not thread-safe.
/// </summary>
internal sealed class SendersHands
{
    private readonly Dictionary<string, SendersHand> _hands = new(StringComparer.Ordinal);
    private HashSet<string> _holding = new(StringComparer.Ordinal);

    /// <summary>Adds the hand of <paramref name="bucket"/>, which was found free.</summary>
    public void Add(string bucket, SendersHand hand) => _hands.Add(bucket, hand);

    /// <summary>
    /// Takes <paramref name="mails"/> in hand instead of those before, whose ends are written down as well. Returns those that are in hand: without those of
    /// buckets whose hand is lost.
    /// </summary>
    public async Task<IReadOnlyList<DeliveryEntry>> TakeAsync(IReadOnlyList<DeliveryEntry> mails)
    {
        var wanted = mails.GroupBy(mail => mail.Reader.Bucket).ToDictionary(own => own.Key, own => own.ToList(), StringComparer.Ordinal);
        await FreeAsync(_holding.Except(wanted.Keys, StringComparer.Ordinal)).ConfigureAwait(false);
        var (held, free) = (wanted.Keys.Where(_holding.Contains).ToList(), wanted.Keys.Where(bucket => !_holding.Contains(bucket)).ToList());
        _holding = [.. wanted.Keys];
        var lost = new HashSet<string>(StringComparer.Ordinal);
        foreach (var buckets in (List<string>[])[held, free])
        {
            lost.UnionWith(await LostAsync(buckets, wanted).ConfigureAwait(false));
        }

        return lost.Count == 0 ? mails : [.. mails.Where(mail => !lost.Contains(mail.Reader.Bucket))];
    }

    /// <summary>Says how mails in hand ended; written down by the next write.</summary>
    public void End(IEnumerable<DeliveryEntry> ended)
    {
        foreach (var own in ended.GroupBy(entry => entry.Reader.Bucket))
        {
            _hands[own.Key].End(own);
        }
    }

    /// <summary>Writes down what has ended and lets go of all.</summary>
    public async Task FreeAsync()
    {
        await FreeAsync(_holding).ConfigureAwait(false);
        _holding = new(StringComparer.Ordinal);
    }

    private async Task<IEnumerable<string>> LostAsync(List<string> buckets, Dictionary<string, List<DeliveryEntry>> wanted)
    {
        var takes = buckets.ConvertAll(bucket => _hands[bucket].TryTakeAsync(wanted[bucket]));
        try
        {
            var taken = await Task.WhenAll(takes).ConfigureAwait(false);
            return buckets.Zip(taken).Where(own => !own.Second).Select(own => own.First);
        }
        catch
        {
            // None of them has left.
            foreach (var (bucket, _) in buckets.Zip(takes).Where(own => own.Second.IsCompletedSuccessfully && own.Second.Result))
            {
                _hands[bucket].End(wanted[bucket]);
            }

            throw;
        }
    }

    private Task<bool[]> FreeAsync(IEnumerable<string> buckets) => Task.WhenAll(buckets.Select(bucket => _hands[bucket].FreeAsync()));
}
