namespace Pipeline.Stories;

/// <summary>Compares one profile with others.</summary>
internal sealed class ProfileMatch
{
    private const double MinOthers = 0.04;

    // Of two matters of one town the words of everyday life are shared too.
    private const double MinOthersOfOneName = 0.08;

    private readonly Dictionary<string, double> _weights;

    // Of the names, and of the stems of each language by what their keys begin with, the squares of the weights. One or two: a list is faster than a dictionary.
    private readonly List<(string? Prefix, double Squares)> _parts = [];

    /// <summary>Prepares <paramref name="profile"/>.</summary>
    public ProfileMatch(IReadOnlyList<StoryTerm> profile)
    {
        _weights = new(profile.Count, StringComparer.Ordinal);
        foreach (var entry in profile)
        {
            _weights[entry.Key] = entry.Weight;
            var part = PartOf(entry);
            if (part < 0)
            {
                part = _parts.Count;
                _parts.Add((entry.Name is null ? entry.Key[..(entry.Key.IndexOf(':', StringComparison.Ordinal) + 1)] : null, 0));
            }

            _parts[part] = (_parts[part].Prefix, _parts[part].Squares + (entry.Weight * entry.Weight));
        }
    }

    /// <summary>
    /// The cosine of the two profiles, over what they can share: names always, stems where both have stems of one language. Zero where but one name carries it: two
    /// matters of one town are two stories.
    /// </summary>
    public double SimilarityTo(IReadOnlyList<StoryTerm> other)
    {
        Span<bool> isMet = stackalloc bool[_parts.Count];
        double shared = 0, most = 0, otherSquares = 0;
        var names = 0;
        foreach (var entry in other)
        {
            var part = PartOf(entry);
            if (part < 0)
            {
                continue;
            }

            isMet[part] = true;
            otherSquares += entry.Weight * entry.Weight;
            if (_weights.TryGetValue(entry.Key, out var weight))
            {
                shared += entry.Weight * weight;
                names += entry.Name is null ? 0 : 1;
                most = Math.Max(most, entry.Weight * weight);
            }
        }

        var squares = 0.0;
        for (var part = 0; part < isMet.Length; part++)
        {
            squares += isMet[part] ? _parts[part].Squares : 0;
        }

        var lengths = Math.Sqrt(squares * otherSquares);
        return shared == 0 || (shared - most) / lengths < (names > 1 ? MinOthers : MinOthersOfOneName) ? 0 : shared / lengths;
    }

    private int PartOf(StoryTerm entry)
    {
        for (var part = 0; part < _parts.Count; part++)
        {
            if (_parts[part].Prefix is { } prefix ? entry.Name is null && entry.Key.StartsWith(prefix, StringComparison.Ordinal) : entry.Name is not null)
            {
                return part;
            }
        }

        return -1;
    }
}
