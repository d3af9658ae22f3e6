namespace Pipeline.Subscribers;

/// <summary>A sign-up on its way: so that the visitor is answered before anybody looks who it is, and no address lies in a queue.</summary>
/// <param name="Content">The sign-up, sealed by <see cref="KeyRing.Seal"/>.</param>
public sealed record SignUpTicket(string Content);
