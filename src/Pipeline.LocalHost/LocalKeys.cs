using System.Security.Cryptography;

namespace Pipeline.LocalHost;

/// <summary>The secrets of a data folder, which stand in for those of the deployment.</summary>
/// <param name="Address">Key of the hash under which addresses are kept.</param>
/// <param name="Link">Key that signs links.</param>
internal sealed record LocalKeys(string Address, string Link)
{
    private const int KeyBytes = 32;

    /// <summary>Two new ones.</summary>
    public static LocalKeys New() =>
        new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)), Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
}
