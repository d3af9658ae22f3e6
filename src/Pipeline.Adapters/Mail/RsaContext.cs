using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Pipeline.Adapters.Mail;

/// <summary>RSA with SHA-256 and PKCS #1 padding by .NET, in the shape that MimeKit asks for. Signs only.</summary>
internal sealed class RsaContext(RSA key) : ISigner
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public string AlgorithmName => "SHA256withRSA";

    public void Init(bool forSigning, ICipherParameters parameters) => Reset();

    public void Update(byte input) => _hash.AppendData([input]);

    public void BlockUpdate(byte[] input, int inOff, int inLen) => _hash.AppendData(input, inOff, inLen);

    public void BlockUpdate(ReadOnlySpan<byte> input) => _hash.AppendData(input);

    public int GetMaxSignatureSize() => (key.KeySize + 7) / 8;

    // The key is shared, and .NET does not promise that it may be used in parallel.
    public byte[] GenerateSignature()
    {
        lock (key)
        {
            return key.SignHash(_hash.GetHashAndReset(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public bool VerifySignature(byte[] signature) => throw new NotSupportedException();

    public void Reset() => _hash.GetHashAndReset();
}
