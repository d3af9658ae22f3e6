using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Pipeline.Adapters.Mail;
using Pipeline.Delivery;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Mail;

public sealed class DkimSignatureTests : IAsyncDisposable
{
    private readonly SmtpSink _sink = new();
    private readonly RSA _key = RSA.Create(2048);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _key.Dispose();
        await _sink.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_WithAKey_TheSignatureHoldsForWhatCameOverTheLine(bool onOneLine)
    {
        var pem = _key.ExportPkcs8PrivateKeyPem();
        var message = await SendAsync(onOneLine ? pem.Replace("\n", "\\n", StringComparison.Ordinal) : pem);

        var signature = Assert.Single(message.Headers, header => header.Id == HeaderId.DkimSignature);
        Assert.True(await VerifyAsync(message, signature));
        Assert.Contains("d=journal.example", signature.Value, StringComparison.Ordinal);
        Assert.Contains("s=k1", signature.Value, StringComparison.Ordinal);
        Assert.Contains($"t={Examples.At.ToUnixTimeSeconds()}", signature.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WithAKey_SignsEveryHeaderThatReceiversAskFor()
    {
        var message = await SendAsync(_key.ExportPkcs8PrivateKeyPem());
        var signed = SignedHeaders(message);
        foreach (var header in new[] { "From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID" })
        {
            // One that is not there is signed as missing, so that nobody adds it on the way.
            Assert.Contains(header, signed);
        }
    }

    [Fact]
    public void Sign_ListUnsubscribeIsThere_IsCoveredAndAChangeBreaksTheSignature()
    {
        using var signature = new DkimSignature(Options.Create(OptionsWith(_key.ExportPkcs8PrivateKeyPem())));
        var message = DigestMessage.From(Examples.Mail())!;
        message.Headers.Replace("List-Unsubscribe", "<https://journal.example/unsubscribe/a>");
        message.Headers.Replace("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        message.Headers.Replace("Feedback-ID", "a:b:c:journal");
        signature.Sign(message);

        Assert.Superset(new HashSet<string>(["List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID"], StringComparer.OrdinalIgnoreCase), SignedHeaders(message));
        Assert.True(Verify(message));
        message.Headers.Replace("List-Unsubscribe", "<https://elsewhere.example/unsubscribe/a>");
        Assert.False(Verify(message));
    }

    [Fact]
    public void Sign_Twice_GivesTheSameBytes()
    {
        using var signature = new DkimSignature(Options.Create(OptionsWith(_key.ExportPkcs8PrivateKeyPem())));
        var mail = Examples.Mail();
        Assert.Equal(Signed(), Signed());

        string Signed()
        {
            using var message = DigestMessage.From(mail)!;
            signature.Sign(message);
            using var bytes = new MemoryStream();
            message.WriteTo(DigestMessage.Format, bytes, Token);
            return Encoding.ASCII.GetString(bytes.ToArray());
        }
    }

    [Fact]
    public async Task Send_WithoutAKey_HasNoSignature() => Assert.DoesNotContain((await SendAsync(null)).Headers, header => header.Id == HeaderId.DkimSignature);

    private static HashSet<string> SignedHeaders(MimeMessage message)
    {
        var value = message.Headers[HeaderId.DkimSignature];
        var list = value!.Split(';').Select(tag => tag.Trim()).Single(tag => tag.StartsWith("h=", StringComparison.Ordinal));
        return list[2..].Split(':').Select(name => name.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private bool Verify(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(DigestMessage.Format, bytes, Token);
        bytes.Position = 0;
        var received = MimeMessage.Load(bytes, Token);
        return new DkimVerifier(new OneKey(_key)).Verify(received, received.Headers[received.Headers.IndexOf(HeaderId.DkimSignature)], Token);
    }

    private Task<bool> VerifyAsync(MimeMessage message, Header signature) => new DkimVerifier(new OneKey(_key)).VerifyAsync(message, signature, Token);

    private static SmtpOptions OptionsWith(string? pem)
    {
        var options = new SmtpOptions { Host = "127.0.0.1" };
        if (pem is not null)
        {
            (options.Dkim.Domain, options.Dkim.Selector, options.Dkim.PrivateKey) = ("journal.example", "k1", pem);
        }

        return options;
    }

    private async Task<MimeMessage> SendAsync(string? pem)
    {
        var options = OptionsWith(pem);
        options.Port = _sink.Port;
        await using var connections = new SmtpConnections(Options.Create(options), TimeProvider.System);
        using var signature = new DkimSignature(Options.Create(options));
        Assert.IsType<SendOutcome.Submitted>(await new SmtpMailer(Options.Create(options), connections, signature).SendAsync(Examples.Mail(), Token));
        using var content = new MemoryStream(Assert.Single(_sink.Mails).Content.ToArray());
        return await MimeMessage.LoadAsync(content, Token);
    }

    /// <summary>What stands in DNS, here.</summary>
    private sealed class OneKey(RSA key) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            Assert.Equal(("journal.example", "k1"), (domain, selector));
            return PublicKeyFactory.CreateKey(key.ExportSubjectPublicKeyInfo());
        }

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
