using Pipeline.Delivery;

namespace Pipeline.Digest.Desk;

/// <summary>How many mails of an issue stand where.</summary>
/// <param name="State">Where.</param>
/// <param name="Answer">Why they were skipped; of other mails the most frequent answer of servers, empty for none.</param>
/// <param name="Readers">How many.</param>
public sealed record DeliveryCount(DeliveryState State, string Answer, int Readers);
