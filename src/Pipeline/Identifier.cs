using System.Security.Cryptography;
using System.Text;

namespace Pipeline;

/// <summary>Makes the deterministic ids of rows and blobs: base32 of a SHA-256, cut to 26 characters (130 bits), lower case, safe as a table key and a blob name.</summary>
public static class Identifier
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Characters = 26;

    /// <summary>The id of <paramref name="parts"/>; equal parts give equal ids, and no two lists of parts are confused.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Length).Append(':').Append(part);
        }

        return Of(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Whether <paramref name="text"/> has the form of an id.</summary>
    public static bool Is(string text) => text is { Length: Characters } && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    /// <summary>The id of <paramref name="content"/>.</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        Span<char> id = stackalloc char[Characters];
        for (var i = 0; i < Characters; i++)
        {
            var bit = i * 5;
            var window = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
            id[i] = Alphabet[(window >> (11 - (bit % 8))) & 31];
        }

        return new string(id);
    }
}
