using System.Buffers.Text;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Pipeline.Subscribers;

/// <summary>
/// Signs and checks the links of readers, and hides addresses behind a keyed hash. A token is <c>{key}.{reader}.{version}.{expiry}.{signature}</c>,
/// HMAC-SHA256 over purpose and content, compared in constant time. Thread-safe.
/// </summary>
public sealed class KeyRing
{
    private const int MinKeyBytes = 32;
    private const int MaxTokenCharacters = 200;
    private const int SealKeyBytes = 32;
    private const string Never = "0";

    private readonly FrozenDictionary<string, byte[]> _keys;
    private readonly string _current;
    private readonly byte[] _address;
    private readonly byte[] _seal;

    /// <summary>Takes the keys of <paramref name="options"/>.</summary>
    /// <exception cref="OptionsValidationException">A key is missing, no base64 or shorter than 32 bytes.</exception>
    public KeyRing(IOptions<KeyOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _address = KeyOf(options.Value.Address, "Keys:Address");
        _seal = HKDF.DeriveKey(HashAlgorithmName.SHA256, _address, SealKeyBytes, info: "seal"u8.ToArray());
        _keys = options.Value.Ring.ToFrozenDictionary(pair => pair.Key, pair => KeyOf(pair.Value, $"Keys:Ring:{pair.Key}"), StringComparer.Ordinal);
        _current = options.Value.Current;
        if (!_keys.ContainsKey(_current))
        {
            throw new OptionsValidationException(KeyOptions.Section, typeof(KeyOptions), [$"Keys:Ring:{_current} is missing: it is the key that Keys:Current names."]);
        }
    }

    /// <summary>The id of an address; case and the spaces around it do not count.</summary>
#pragma warning disable CA1308 // Addresses are written in lower case everywhere.
    public SubscriberId IdOf(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var normalised = address.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
        return new(Identifier.Of(HMACSHA256.HashData(_address, Encoding.UTF8.GetBytes(normalised))));
    }
#pragma warning restore CA1308

    /// <summary>The keyed hash of something else than an address, such as a source of sign-ups.</summary>
    public string HashOf(string text) => Identifier.Of(HMACSHA256.HashData(_address, Encoding.UTF8.GetBytes("other|" + text)));

    /// <summary>Encrypts <paramref name="text"/> for a queue (AES-256-GCM); never twice the same.</summary>
    public string Seal(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var sealedText = new byte[AesGcm.NonceByteSizes.MaxSize + content.Length + AesGcm.TagByteSizes.MaxSize];
        var nonce = sealedText.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_seal, AesGcm.TagByteSizes.MaxSize);
        cipher.Encrypt(nonce, content, sealedText.AsSpan(nonce.Length, content.Length), sealedText.AsSpan(nonce.Length + content.Length));
        return Base64Url.EncodeToString(sealedText);
    }

    /// <summary>What <see cref="Seal"/> encrypted; null where it was not this key's, or was changed.</summary>
    public string? Open(string sealedText)
    {
        var overhead = AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize;
        if (!Base64Url.IsValid(sealedText, out var length) || length < overhead)
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(sealedText);
        var nonce = bytes.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        var content = new byte[length - overhead];
        using var cipher = new AesGcm(_seal, AesGcm.TagByteSizes.MaxSize);
        try
        {
            cipher.Decrypt(nonce, bytes.AsSpan(nonce.Length, content.Length), bytes.AsSpan(nonce.Length + content.Length, AesGcm.TagByteSizes.MaxSize), content);
            return Encoding.UTF8.GetString(content);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>A token for <paramref name="purpose"/>, good until <paramref name="expires"/>, or for ever where that is null.</summary>
    public string Sign(TokenPurpose purpose, SubscriberToken token, DateTimeOffset? expires)
    {
        ArgumentNullException.ThrowIfNull(token);
        var until = expires?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? Never;
        var content = string.Create(CultureInfo.InvariantCulture, $"{_current}.{token.Reader}.{token.Version}.{until}");
        return $"{content}.{SignatureOf(_keys[_current], purpose, content)}";
    }

    /// <summary>What <paramref name="text"/> says; null where it is forged, expired, of another purpose or no token at all.</summary>
    public SubscriberToken? Read(TokenPurpose purpose, string? text, DateTimeOffset now)
    {
        if (text is null or { Length: > MaxTokenCharacters } || text.Split('.') is not [var kid, var reader, var version, var until, var signature]
            || !_keys.TryGetValue(kid, out var key) || !Identifier.Is(reader)
            || !long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var expiry))
        {
            return null;
        }

        var expected = SignatureOf(key, purpose, text[..text.LastIndexOf('.')]);
        var isGenuine = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
        return isGenuine && (until == Never || now.ToUnixTimeSeconds() < expiry) ? new(new(reader), number) : null;
    }

    private static string SignatureOf(byte[] key, TokenPurpose purpose, string content) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}|v1|{content}")));

    private static byte[] KeyOf(string? text, string name)
    {
        var bytes = new byte[text?.Length ?? 0];
        return text is not null && Convert.TryFromBase64String(text, bytes, out var written) && written >= MinKeyBytes
            ? bytes[..written]
            : throw new OptionsValidationException(KeyOptions.Section, typeof(KeyOptions), [$"{name} is no key: 32 random bytes or more in base64 are needed."]);
    }
}
