using System.Globalization;
using System.Security.Cryptography;

namespace Pipeline.Adapters.Diagnosis;

/// <summary>Judges the public key by which receivers check the signature of a mail (RFC 6376, RFC 8301, RFC 8463).</summary>
internal static class DkimRecord
{
    private const string Subject = "DKIM";
    private const int LeastBits = 1024;
    private const int GoodBits = 2048;
    private const int Ed25519Bytes = 32;

    /// <summary>Judges what stands at <paramref name="name"/>, <c>{selector}._domainkey.{domain}</c>.</summary>
    public static Finding Judge(string name, IReadOnlyList<string> texts)
    {
        var records = texts.Select(TagList.Read).Where(tags => tags.ContainsKey("p") && tags.GetValueOrDefault("v", "DKIM1") == "DKIM1").ToList();
        if (records.Count == 0)
        {
            return Finding.Failure(Subject, $"There is no key at {name}.", "Publish the key that your mail service shows for this selector, or check the selector.");
        }

        if (records.Count > 1)
        {
            return Finding.Failure(Subject, $"There are {records.Count} keys at {name}; receivers may take either.", "Keep one, and give the other a selector of its own.");
        }

        var tags = records[0];
        var key = string.Concat(tags["p"].Where(c => !char.IsWhiteSpace(c)));
        if (key.Length == 0)
        {
            return Finding.Failure(Subject, $"The key at {name} is revoked.", "Sign with the selector of a key that holds.");
        }

        var finding = tags.GetValueOrDefault("k", "rsa").ToLowerInvariant() switch
        {
            "rsa" => JudgeRsa(name, key),
            "ed25519" when Convert.TryFromBase64String(key, new byte[Ed25519Bytes], out var bytes) && bytes == Ed25519Bytes => Finding.Good(Subject, $"The key at {name} holds (Ed25519)."),
            _ => Broken(name),
        };
        return finding.Level == FindingLevel.Good && tags.GetValueOrDefault("t", "").Split(':').Contains("y", StringComparer.Ordinal)
            ? Finding.Warning(Subject, $"The key at {name} says that it is only being tried (t=y), so that its signatures count for nothing.", "Take t=y out.")
            : finding;
    }

    private static Finding JudgeRsa(string name, string key)
    {
        int bits;
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key), out _);
            bits = rsa.KeySize;
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException)
        {
            return Broken(name);
        }

        var size = bits.ToString(CultureInfo.InvariantCulture);
        return bits switch
        {
            < LeastBits => Finding.Failure(Subject, $"The key at {name} has {size} bits; receivers ignore it.", "Make a key of 2048 bits."),
            < GoodBits => Finding.Warning(Subject, $"The key at {name} has {size} bits.", "Make a key of 2048 bits."),
            _ => Finding.Good(Subject, $"The key at {name} holds ({size} bits)."),
        };
    }

    private static Finding Broken(string name) =>
        Finding.Failure(Subject, $"What stands at {name} is no key that receivers can read.", "Publish it again, whole and in one text.");
}
