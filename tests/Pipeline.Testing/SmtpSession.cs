using System.Text;

namespace Pipeline.Testing;

/// <summary>One conversation of <see cref="SmtpSink"/>.</summary>
internal sealed class SmtpSession(
    Stream line, Func<SmtpFault, bool> does, Func<string, bool> refuses, Action<ReceivedMail> keep, Action<string> logIn)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly List<string> _to = [];
    private int _position;
    private int _length;
    private string _from = "";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await GreetAsync(cancellationToken))
        {
            return;
        }

        while (await ReadLineAsync(cancellationToken) is { } command)
        {
            if (!await AnswerAsync(command, cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<bool> GreetAsync(CancellationToken cancellationToken)
    {
        if (does(SmtpFault.SilentAtGreeting))
        {
            await StaySilentAsync(cancellationToken);
            return false;
        }

        var refusal = does(SmtpFault.ClosingAtGreeting421) ? "421 4.3.2 closing" : does(SmtpFault.NoService554) ? "554 no service here" : null;
        await SayAsync(refusal ?? "220 sink ready", cancellationToken);
        return refusal is null;
    }

    private async Task<bool> AnswerAsync(string command, CancellationToken cancellationToken)
    {
        switch (command.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "EHLO":
                await SayAsync("250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-AUTH PLAIN\r\n250 ENHANCEDSTATUSCODES", cancellationToken);
                return true;
            case "HELO" or "RSET" or "NOOP":
                await SayAsync("250 2.0.0 ok", cancellationToken);
                return true;
            case "AUTH":
                return await AnswerLogInAsync(command, cancellationToken);
            case "MAIL":
                return await AnswerSenderAsync(command, cancellationToken);
            case "RCPT":
                return await AnswerRecipientAsync(command, cancellationToken);
            case "DATA":
                return await AnswerDataAsync(cancellationToken);
            case "QUIT" when does(SmtpFault.SilentAtQuit):
                await StaySilentAsync(cancellationToken);
                return false;
            case "QUIT":
                await SayAsync("221 2.0.0 bye", cancellationToken);
                return false;
            default:
                await SayAsync("502 5.5.1 not implemented", cancellationToken);
                return true;
        }
    }

    private async Task<bool> AnswerLogInAsync(string command, CancellationToken cancellationToken)
    {
        var refusal = does(SmtpFault.LogInRefused535) ? "535 5.7.8 credentials invalid" : does(SmtpFault.LogInBusy454) ? "454 4.7.0 try later" : null;
        if (refusal is null)
        {
            logIn(Encoding.UTF8.GetString(Convert.FromBase64String(command.Split(' ')[^1])));
        }

        await SayAsync(refusal ?? "235 2.7.0 ok", cancellationToken);
        return true;
    }

    private async Task<bool> AnswerSenderAsync(string command, CancellationToken cancellationToken)
    {
        _to.Clear();
        _from = AddressIn(command);
        var refusal = does(SmtpFault.SenderRefused550) ? "550 5.7.1 sender refused" : does(SmtpFault.LogInMissing530) ? "530 5.7.0 log in first" : null;
        await SayAsync(refusal ?? "250 2.1.0 ok", cancellationToken);
        return true;
    }

    private async Task<bool> AnswerRecipientAsync(string command, CancellationToken cancellationToken)
    {
        if (does(SmtpFault.DropAtRecipient))
        {
            return false;
        }

        var address = AddressIn(command);
        var (answer, isLast) = does(SmtpFault.ClosingAtRecipient421) ? ("421 4.7.0 too many on this connection", true) : (RefusalOf(address), false);
        if (answer is null)
        {
            _to.Add(address);
        }

        await SayAsync(answer ?? "250 2.1.5 ok", cancellationToken);
        return !isLast;
    }

    private string? RefusalOf(string address) =>
        does(SmtpFault.RecipientBusy450) ? $"450 4.2.1 <{address}> busy"
        : does(SmtpFault.TooManyRecipients452) ? "452 4.5.3 too many"
        : refuses(address) || does(SmtpFault.RecipientUnknown550) ? $"550 5.1.1 <{address}> unknown"
        : does(SmtpFault.RecipientRefused550Bare) ? $"550 <{address}> blocked, see list.example"
        : does(SmtpFault.MailboxFull552) ? $"552 5.2.2 <{address}> full"
        : null;

    private async Task<bool> AnswerDataAsync(CancellationToken cancellationToken)
    {
        if (_to.Count == 0)
        {
            await SayAsync("554 5.5.1 no valid recipients", cancellationToken);
            return true;
        }

        if (does(SmtpFault.DropAtData))
        {
            return false;
        }

        await SayAsync("354 go on", cancellationToken);
        if (does(SmtpFault.DropDuringData))
        {
            await ReadLineAsync(cancellationToken);
            return false;
        }

        if (await ReadContentAsync(cancellationToken) is not { } mail)
        {
            return false;
        }

        var refusal = does(SmtpFault.LocalError451AfterData) ? "451 4.3.0 try later"
            : does(SmtpFault.PolicyRefused550AfterData) ? "550 5.7.1 refused by policy"
            : does(SmtpFault.AccessDenied550AfterData) ? "550 5.7.515 Access denied, sending domain does not meet the required authentication level"
            : null;
        if (refusal is not null)
        {
            await SayAsync(refusal, cancellationToken);
            return true;
        }

        if (does(SmtpFault.ClosingAfterData421))
        {
            await SayAsync("421 4.3.2 closing", cancellationToken);
            return false;
        }

        return await TakeAsync(mail, cancellationToken);
    }

    private async Task<bool> TakeAsync(ReceivedMail mail, CancellationToken cancellationToken)
    {
        keep(mail);
        if (does(SmtpFault.DropAfterData))
        {
            return false;
        }

        if (does(SmtpFault.SilentAfterData))
        {
            await StaySilentAsync(cancellationToken);
            return false;
        }

        await SayAsync("250 2.0.0 queued as sink-1", cancellationToken);
        return true;
    }

    // Null where the line broke before the end of the content: half a mail is none.
    private async Task<ReceivedMail?> ReadContentAsync(CancellationToken cancellationToken)
    {
        var content = new StringBuilder();
        while (true)
        {
            switch (await ReadLineAsync(cancellationToken))
            {
                case null:
                    return null;
                case ".":
                    return MailOf(content);
                case var text:
                    content.Append(text.StartsWith('.') ? text[1..] : text).Append("\r\n");
                    break;
            }
        }
    }

    private ReceivedMail MailOf(StringBuilder content) => new(_from, [.. _to], Encoding.Latin1.GetBytes(content.ToString()));

    private Task SayAsync(string answer, CancellationToken cancellationToken) =>
        line.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), cancellationToken).AsTask();

    private static Task StaySilentAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

    // Latin-1 keeps every byte as it is. A line ends with CR LF only, so that a bare LF in a mail would be seen.
    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (true)
        {
            if (_position == _length)
            {
                _length = await line.ReadAsync(_buffer, cancellationToken);
                _position = 0;
                if (_length == 0)
                {
                    return null;
                }
            }

            text.Append((char)_buffer[_position++]);
            if (text.Length >= 2 && text[^1] == '\n' && text[^2] == '\r')
            {
                return text.ToString(0, text.Length - 2);
            }
        }
    }

    private static string AddressIn(string command)
    {
        var start = command.IndexOf('<', StringComparison.Ordinal) + 1;
        var end = command.IndexOf('>', StringComparison.Ordinal);
        return start > 0 && end >= start ? command[start..end] : "";
    }
}
