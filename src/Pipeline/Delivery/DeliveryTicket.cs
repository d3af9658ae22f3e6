namespace Pipeline.Delivery;

/// <summary>A queue message: deliver this issue to this reader. It may come twice; the ledger decides.</summary>
/// <param name="Digest">Text form of the id.</param>
/// <param name="Recipient">Id of the reader.</param>
public sealed record DeliveryTicket(string Digest, string Recipient);
