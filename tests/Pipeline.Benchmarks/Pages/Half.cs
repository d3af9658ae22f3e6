using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Benchmarks.Pages;

/// <summary>
/// Pages are developed on where the last bit of the SHA-256 of their address is 0 ("even", the hash taken as one big-endian number), and measured
/// on where it is 1.
/// </summary>
internal static class Half
{
    public static bool Holds(string half, string url)
    {
        var isEven = (SHA256.HashData(Encoding.UTF8.GetBytes(url))[^1] & 1) == 0;
        return half switch { "all" => true, "even" => isEven, "odd" => !isEven, _ => throw new ArgumentException($"No such half: {half}", nameof(half)) };
    }
}
