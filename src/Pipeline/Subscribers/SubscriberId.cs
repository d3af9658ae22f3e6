namespace Pipeline.Subscribers;

/// <summary>Identity of a reader: a keyed hash of the address, from which nobody without the key can tell whose it is.</summary>
/// <param name="Value">26 characters of base32, lower case; see <see cref="Identifier"/>.</param>
public readonly record struct SubscriberId(string Value)
{
    /// <summary>All shards in order: the first characters that an id may have.</summary>
    public const string Shards = "234567abcdefghijklmnopqrstuvwxyz";

    /// <summary>The partition of everything stored by reader; one of <see cref="Shards"/>.</summary>
    public char Shard => Value[0];

    /// <summary>A thousandth of all readers: the first two characters.</summary>
    public string Bucket => Value[..2];

    /// <inheritdoc/>
    public override string ToString() => Value;
}
