using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pipeline.Adapters.Mail;

namespace Pipeline.Adapters.Tests.Mail;

public sealed class SmtpLineTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SmtpLineTests() => _listener.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("192.0.2.7", "[192.0.2.7]")]
    [InlineData("::ffff:192.0.2.7", "[192.0.2.7]")]
    [InlineData("2001:db8::7", "[IPv6:2001:db8::7]")]
    [InlineData("fe80::7%3", "[IPv6:fe80::7]")]
    public void LiteralOf_AnAddress_IsThatOfRfc5321(string address, string literal) => Assert.Equal(literal, SmtpLine.LiteralOf(IPAddress.Parse(address)));

    [Fact]
    public async Task Read_AfterWritesThatNobodyFlushed_SendsThemFirst()
    {
        var (line, server) = await ConnectAsync();
        await using (line)
        using (server)
        {
            await line.WriteAsync("EHLO "u8.ToArray(), Token);
            await line.WriteAsync("me\r\n"u8.ToArray(), Token);
            Assert.Equal(0, server.Available);

            var answer = line.ReadAsync(new byte[10], Token).AsTask();
            Assert.Equal("EHLO me\r\n", await HeardAsync(server, 9));
            await server.SendAsync("250 ok\r\n"u8.ToArray(), Token);
            Assert.Equal(8, await answer);
        }
    }

    [Fact]
    public async Task Write_MoreThanTheBufferHolds_ArrivesWholeAndInOrder()
    {
        var (line, server) = await ConnectAsync();
        await using (line)
        using (server)
        {
            var bytes = Enumerable.Range(0, 200_000).Select(i => (byte)(i % 251)).ToArray();
            var heard = HeardAsync(server, bytes.Length);
            await line.WriteAsync(bytes.AsMemory(0, 40_000), Token);
            await line.WriteAsync(bytes.AsMemory(40_000), Token);
            await line.FlushAsync(Token);
            Assert.Equal(Encoding.Latin1.GetString(bytes), await heard);
        }
    }

    [Fact]
    public async Task Read_OfASilentServer_EndsAfterItsTimeout()
    {
        var (line, server) = await ConnectAsync();
        await using (line)
        using (server)
        {
            line.ReadTimeout = 50;
            await Assert.ThrowsAsync<TimeoutException>(async () => Assert.Equal(0, await line.ReadAsync(new byte[10], Token)));

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
            line.ReadTimeout = Timeout.Infinite;
            var read = line.ReadAsync(new byte[10], stop.Token).AsTask();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        }
    }

    [Fact]
    public async Task Line_UnderTls_ShakesHandsAndTalks()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(Examples.At.AddYears(-1), Examples.At.AddYears(1));
        var (line, server) = await ConnectAsync();
        await using var client = new SslStream(line, leaveInnerStreamOpen: false, (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString());
        await using var other = new SslStream(new NetworkStream(server, ownsSocket: true));
        await Task.WhenAll(client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, Token), other.AuthenticateAsServerAsync(certificate));

        await client.WriteAsync("EHLO me\r\n"u8.ToArray(), Token);
        await client.FlushAsync(Token);
        var heard = new byte[9];
        await other.ReadExactlyAsync(heard, Token);
        await other.WriteAsync(heard, Token);
        await client.ReadExactlyAsync(heard, Token);
        Assert.Equal("EHLO me\r\n", Encoding.ASCII.GetString(heard));
    }

    public void Dispose() => _listener.Dispose();

    private async Task<(SmtpLine Line, Socket Server)> ConnectAsync()
    {
        var accepted = _listener.AcceptSocketAsync(Token);
        var options = new SmtpOptions { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port };
        return (await SmtpLine.ConnectAsync(options, Token), await accepted);
    }

    private static async Task<string> HeardAsync(Socket server, int count)
    {
        var heard = new byte[count];
        for (var at = 0; at < count;)
        {
            at += await server.ReceiveAsync(heard.AsMemory(at), Token);
        }

        return Encoding.Latin1.GetString(heard);
    }
}
