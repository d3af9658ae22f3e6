namespace Pipeline.Delivery;

/// <summary>Makes the id of a reader, so that addresses stay out of ledgers, queues and logs.</summary>
public static class RecipientId
{
    /// <summary>The id of the reader with <paramref name="address"/>, letter case apart; null where there is no address.</summary>
#pragma warning disable CA1308 // Addresses are written in lower case everywhere.
    public static string? Of(string? address) =>
        string.IsNullOrWhiteSpace(address) ? null : Identifier.Of("recipient", address.Trim().ToLowerInvariant());
#pragma warning restore CA1308
}
