using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace Pipeline.Adapters.Mail;

/// <summary>
/// Signs messages with DKIM (RFC 6376) where a key is set, with the RSA of .NET: seven times as fast as the one that MimeKit brings (490 to 70 a second, measured in
/// one run). The time of a signature is the message's, so that every attempt sends the same bytes. Thread-safe.
/// </summary>
internal sealed class DkimSignature : IDisposable
{
    // RFC 8058 4 asks for the two List-Unsubscribe headers, RFC 6376 5.4.1 for those that people see.
    private static readonly string[] s_headers =
    [
        "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Language", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post",
        "List-Archive", "List-Help", "Feedback-ID", "Auto-Submitted",
    ];

    private readonly DkimOptions _options;
    private readonly RSA? _key;
    private readonly AsymmetricKeyParameter? _sameKey; // MimeKit asks for it, and does not use it here.

    public DkimSignature(IOptions<SmtpOptions> options)
    {
        _options = options.Value.Dkim;
        _key = _options.IsWanted ? KeyOf(_options) : null;
        _sameKey = _key is null ? null : PrivateKeyFactory.CreateKey(_key.ExportPkcs8PrivateKey());
    }

    /// <summary>Adds the signature; nothing may be changed afterwards.</summary>
    public void Sign(MimeMessage message)
    {
        if (_key is not null && _sameKey is not null)
        {
            new Signer(_key, _sameKey, _options, message.Date).Sign(DigestMessage.Format, message, s_headers);
        }
    }

    /// <summary>Reads the key.</summary>
    /// <exception cref="ArgumentException">It is no PEM.</exception>
    /// <exception cref="CryptographicException">It is no RSA key.</exception>
    public static RSA KeyOf(DkimOptions options)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(options.PrivateKey?.Replace("\\n", "\n", StringComparison.Ordinal));
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key?.Dispose();

    private sealed class Signer : DkimSigner
    {
        private readonly RSA _key;
        private readonly DateTimeOffset _at;

        public Signer(RSA key, AsymmetricKeyParameter sameKey, DkimOptions options, DateTimeOffset at)
            : base(sameKey, options.Domain!, options.Selector!, DkimSignatureAlgorithm.RsaSha256)
        {
            _key = key;
            _at = at;
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
        }

        protected override ISigner CreateSigningContext() => new RsaContext(_key);

        protected override long GetTimestamp() => _at.ToUnixTimeSeconds();
    }
}
