using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Pipeline.Adapters.Mail;

/// <summary>Knocks at the mail server as the mailer does, and leaves without a mail.</summary>
internal static class SmtpProbe
{
    public static async Task<SmtpAnswer> RunAsync(SmtpOptions options, bool signsIn, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient { Timeout = (int)options.AnswerTimeout.TotalMilliseconds };
        var answer = new SmtpAnswer { Failed = SmtpStep.Connect };
        try
        {
            using var line = await SmtpLine.ConnectAsync(options, cancellationToken).ConfigureAwait(false);

            answer = answer with { Failed = SmtpStep.Greet };
            await line.GreetAsync(client, options, cancellationToken).ConfigureAwait(false);
            answer = answer with { IsSecure = client.IsSecure, OffersSignIn = client.Capabilities.HasFlag(SmtpCapabilities.Authentication) };
            if (signsIn && !string.IsNullOrEmpty(options.User))
            {
                answer = answer with { Failed = SmtpStep.SignIn };
                await client.AuthenticateAsync(options.User, options.Password ?? "", cancellationToken).ConfigureAwait(false);
                answer = answer with { IsSignedIn = true };
            }

            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
            return answer with { Failed = null };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return answer with { Reason = "timeout" };
        }
        catch (Exception failure) when (failure is SocketException or IOException or TimeoutException or ProtocolException or CommandException
            or SslHandshakeException or AuthenticationException or NotSupportedException)
        {
            return answer with { Reason = LineOf(failure.Message) };
        }
    }

    private static string LineOf(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
