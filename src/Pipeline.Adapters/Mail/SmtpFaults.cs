using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>Turns what MailKit throws into outcomes: an answer of the server decides; without one, the mail is uncertain once its content has begun to travel.</summary>
internal static class SmtpFaults
{
    public const string NoAddress = "address-invalid";
    public const string NoSender = "sender-invalid";
    private const int AuthenticationRequired = 530;
    private const int CodeDigits = 3;

    /// <summary>Whether <paramref name="exception"/> is the doing of the server or of the line.</summary>
    public static bool IsOfTheLine(Exception exception) => exception
        is SocketException
        or IOException
        or TimeoutException
        or OperationCanceledException
        or CommandException
        or ProtocolException
        or SslHandshakeException
        or AuthenticationException
        or ServiceNotConnectedException
        or ServiceNotAuthenticatedException
        or NotSupportedException;

    /// <summary>The outcome of an attempt that ended in <paramref name="exception"/>.</summary>
    public static SendOutcome OutcomeOf(Exception exception, TransferWatch watch) => exception switch
    {
        SmtpCommandException answer => OutcomeOf((int)answer.StatusCode, answer.Message, StageOf(answer, watch)),
        ServiceNotAuthenticatedException => OutcomeOf(AuthenticationRequired, exception.Message, SendStage.Sender),
        AuthenticationException => OutcomeOf(CodeIn(exception.Message), exception.Message, SendStage.LoggingIn),

        // STARTTLS or a log-in that is asked for is not offered.
        NotSupportedException when !watch.HasBegun => new SendOutcome.SenderRefused(exception.Message),
        _ when watch.HasBegun => new SendOutcome.Uncertain(ReasonOf(exception)),
        _ => new SendOutcome.NotSent(ReasonOf(exception)),
    };

    /// <summary>
    /// Whether the mail may be tried again at once over a new connection: the server closed this one in good order (421, RFC 5321 3.8), or it was a kept one that
    /// broke before the content began.
    /// </summary>
    public static bool IsOfTheConnectionOnly(Exception exception, TransferWatch watch) => exception switch
    {
        SmtpCommandException answer => answer.StatusCode == SmtpStatusCode.ServiceNotAvailable,
        OperationCanceledException or TimeoutException => false,
        SocketException or IOException or ProtocolException or ServiceNotConnectedException => watch.IsOnKeptConnection && !watch.HasBegun,
        _ => false,
    };

    /// <summary>The outcome of a mail that cannot be written, since an address of it is none.</summary>
    public static SendOutcome Unwritable(OutgoingMail mail) => DigestMessage.TryReadAddress(mail.To, out _)
        ? new SendOutcome.SenderRefused(NoSender)
        : new SendOutcome.AddressRefused(NoAddress);

    private static SendOutcome OutcomeOf(int code, string text, SendStage stage)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"{code} {text}");
        return Faults.Of(code, text, stage) switch
        {
            Fault.Passing => new SendOutcome.NotSent(reason),
            Fault.Address => new SendOutcome.AddressRefused(reason),
            Fault.Message => new SendOutcome.MessageRefused(reason),
            Fault.Sender => new SendOutcome.SenderRefused(reason),
            var fault => throw new InvalidOperationException($"Unknown fault {fault}."),
        };
    }

    private static SendStage StageOf(SmtpCommandException answer, TransferWatch watch) => answer.ErrorCode switch
    {
        SmtpErrorCode.SenderNotAccepted => SendStage.Sender,
        SmtpErrorCode.RecipientNotAccepted => SendStage.Recipient,
        SmtpErrorCode.MessageNotAccepted => SendStage.Content,
        _ => watch.Stage,
    };

    // MailKit writes "535: 5.7.8 words"; without a code the refusal is its own.
    private static int CodeIn(string message) =>
        message.Length > CodeDigits && int.TryParse(message.AsSpan(0, CodeDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code
            : AuthenticationRequired;

    private static string ReasonOf(Exception exception) => exception is OperationCanceledException ? "timeout" : exception.Message;
}
