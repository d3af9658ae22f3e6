namespace Pipeline.Testing;

/// <summary>A mail that <see cref="SmtpSink"/> took.</summary>
/// <param name="From">Address of the envelope's sender.</param>
/// <param name="To">Addresses of the envelope's recipients.</param>
/// <param name="Content">Header and body as they came over the line, leading dots unstuffed.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, ReadOnlyMemory<byte> Content);
