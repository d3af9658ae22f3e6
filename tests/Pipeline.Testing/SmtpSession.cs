using System.Text;

namespace Pipeline.Testing;

/// <summary>One conversation of <see cref="SmtpSink"/>.</summary>
internal sealed class SmtpSession(Stream line, SmtpFault fault, Action<ReceivedMail> keep)
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
        switch (fault)
        {
            case SmtpFault.SilentAtGreeting:
                await StaySilentAsync(cancellationToken);
                return false;
            case SmtpFault.ClosingAtGreeting421:
                await SayAsync("421 4.3.2 closing", cancellationToken);
                return false;
            default:
                await SayAsync("220 sink ready", cancellationToken);
                return true;
        }
    }

    private async Task<bool> AnswerAsync(string command, CancellationToken cancellationToken)
    {
        switch (command.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "EHLO":
                await SayAsync("250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES", cancellationToken);
                return true;
            case "HELO" or "RSET" or "NOOP":
                await SayAsync("250 2.0.0 ok", cancellationToken);
                return true;
            case "MAIL":
                return await AnswerSenderAsync(command, cancellationToken);
            case "RCPT":
                return await AnswerRecipientAsync(command, cancellationToken);
            case "DATA":
                return await AnswerDataAsync(cancellationToken);
            case "QUIT" when fault == SmtpFault.SilentAtQuit:
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

    private async Task<bool> AnswerSenderAsync(string command, CancellationToken cancellationToken)
    {
        _to.Clear();
        _from = AddressIn(command);
        await SayAsync(fault == SmtpFault.SenderRefused550 ? "550 5.7.1 sender refused" : "250 2.1.0 ok", cancellationToken);
        return true;
    }

    private async Task<bool> AnswerRecipientAsync(string command, CancellationToken cancellationToken)
    {
        var address = AddressIn(command);
        var answer = fault switch
        {
            SmtpFault.RecipientBusy450 => $"450 4.2.1 <{address}> busy",
            SmtpFault.TooManyRecipients452 => "452 4.5.3 too many",
            SmtpFault.RecipientUnknown550 => $"550 5.1.1 <{address}> unknown",
            SmtpFault.ClosingAtRecipient421 => "421 4.7.0 too many on this connection",
            _ => "250 2.1.5 ok",
        };
        if (fault == SmtpFault.DropAtRecipient)
        {
            return false;
        }

        if (answer.StartsWith('2'))
        {
            _to.Add(address);
        }

        await SayAsync(answer, cancellationToken);
        return fault != SmtpFault.ClosingAtRecipient421;
    }

    private async Task<bool> AnswerDataAsync(CancellationToken cancellationToken)
    {
        if (_to.Count == 0)
        {
            await SayAsync("554 5.5.1 no valid recipients", cancellationToken);
            return true;
        }

        if (fault == SmtpFault.DropAtData)
        {
            return false;
        }

        await SayAsync("354 go on", cancellationToken);
        if (fault == SmtpFault.DropDuringData)
        {
            await ReadLineAsync(cancellationToken);
            return false;
        }

        var mail = await ReadContentAsync(cancellationToken);
        switch (fault)
        {
            case SmtpFault.LocalError451AfterData:
                await SayAsync("451 4.3.0 try later", cancellationToken);
                return true;
            case SmtpFault.PolicyRefused550AfterData:
                await SayAsync("550 5.7.1 refused by policy", cancellationToken);
                return true;
        }

        keep(mail);
        switch (fault)
        {
            case SmtpFault.DropAfterData:
                return false;
            case SmtpFault.SilentAfterData:
                await StaySilentAsync(cancellationToken);
                return false;
            default:
                await SayAsync("250 2.0.0 queued as sink-1", cancellationToken);
                return true;
        }
    }

    private async Task<ReceivedMail> ReadContentAsync(CancellationToken cancellationToken)
    {
        var content = new StringBuilder();
        while (await ReadLineAsync(cancellationToken) is { } text && text != ".")
        {
            content.Append(text.StartsWith('.') ? text[1..] : text).Append("\r\n");
        }

        return new(_from, [.. _to], Encoding.Latin1.GetBytes(content.ToString()));
    }

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
