using System.Diagnostics;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Pipeline.Soak.Sending;

/// <summary>What MailKit does of itself: one finished message again and again over four connections without Nagle's algorithm, nothing written down.</summary>
internal static class BareMails
{
    private const int Connections = 4;

    /// <summary>Mails a second.</summary>
    public static async Task<double> MeasureAsync(int port, byte[] mail, int count, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => SendAsync(port, mail, count / Connections, cancellationToken)));
        return count / clock.Elapsed.TotalSeconds;
    }

    private static async Task SendAsync(int port, byte[] mail, int count, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(mail);
        using var message = await MimeMessage.LoadAsync(content, cancellationToken);
        using var client = new SmtpClient();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port, cancellationToken);
        await client.ConnectAsync(socket, "127.0.0.1", port, SecureSocketOptions.None, cancellationToken);
        for (var i = 0; i < count; i++)
        {
            await client.SendAsync(message, cancellationToken);
        }

        await client.DisconnectAsync(quit: true, cancellationToken);
    }
}
