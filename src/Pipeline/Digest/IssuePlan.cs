using Pipeline.Delivery;

namespace Pipeline.Digest;

/// <summary>What planning an issue came to.</summary>
/// <param name="Tickets">Stretches of the ledger to send.</param>
/// <param name="Variants">The variants that were composed, public ones first.</param>
/// <param name="Planned">Number of mails.</param>
/// <param name="Skipped">Number of readers who get none.</param>
public sealed record IssuePlan(IReadOnlyList<DeliveryTicket> Tickets, IReadOnlyList<DigestVariant> Variants, int Planned, int Skipped);
