namespace Pipeline.Subscribers;

/// <summary>What a visitor asks for.</summary>
/// <param name="Address">A plain address, see <see cref="ReaderAddress"/>.</param>
/// <param name="Preferences">What is chosen.</param>
public sealed record SignUp(string Address, Preferences Preferences);
