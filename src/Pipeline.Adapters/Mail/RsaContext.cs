using System.Buffers;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Pipeline.Adapters.Mail;

/// <summary>RSA with SHA-256 and PKCS #1 padding by .NET, in the shape that MimeKit asks for. Signs only. What is signed is short: the header, not the body.</summary>
internal sealed class RsaContext(RSA key) : ISigner
{
    private readonly ArrayBufferWriter<byte> _content = new();

    public string AlgorithmName => "SHA256withRSA";

    public void Init(bool forSigning, ICipherParameters parameters) => Reset();

    public void Update(byte input) => _content.Write([input]);

    public void BlockUpdate(byte[] input, int inOff, int inLen) => _content.Write(input.AsSpan(inOff, inLen));

    public void BlockUpdate(ReadOnlySpan<byte> input) => _content.Write(input);

    public int GetMaxSignatureSize() => (key.KeySize + 7) / 8;

    // The key is shared, and .NET does not promise that it may be used in parallel.
    public byte[] GenerateSignature()
    {
        lock (key)
        {
            return key.SignData(_content.WrittenSpan, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public bool VerifySignature(byte[] signature) => throw new NotSupportedException();

    public void Reset() => _content.Clear();
}
