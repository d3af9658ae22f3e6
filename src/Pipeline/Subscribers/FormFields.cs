namespace Pipeline.Subscribers;

/// <summary>What somebody sent in a form, or wrote in one line of an imported list. Immutable.</summary>
public sealed class FormFields
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    /// <summary>Fields in the order given; a name may come more than once.</summary>
    public FormFields(params IEnumerable<(string Name, string Value)> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        foreach (var (name, value) in fields)
        {
            if (!_values.TryGetValue(name, out var values))
            {
                _values.Add(name, values = []);
            }

            values.Add(value);
        }
    }

    /// <summary>Whether a field was sent at all.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The first value without spaces around it; empty where there is none.</summary>
    public string First(string name) => _values.TryGetValue(name, out var values) ? values[0].Trim() : "";

    /// <summary>All values.</summary>
    public IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? values : [];
}
