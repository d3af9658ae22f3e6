using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Pipeline.Adapters.Diagnosis;

/// <summary>A question for the texts of a name, and the reading of its answer (RFC 1035). Whatever comes over the line is read within its bounds.</summary>
internal static class DnsMessage
{
    private const int HeaderBytes = 12;
    private const int RecursionDesired = 0x0100;
    private const int IsReply = 0x8000;
    private const int IsCut = 0x0200;
    private const int CodeMask = 0x000F;
    private const int NoSuchName = 3;
    private const int TextType = 16;
    private const int Internet = 1;
    private const int OptionType = 41;
    private const int UdpBytes = 1232; // What passes every line unbroken (DNS flag day 2020).
    private const int LabelBytes = 63;
    private const int NameBytes = 253;

    /// <summary>The question; null where <paramref name="name"/> is no name of the domain name system.</summary>
    public static byte[]? Question(ushort id, string name)
    {
        if (LabelsOf(name) is not { } labels)
        {
            return null;
        }

        using var message = new MemoryStream();
        Write(message, id, RecursionDesired, 1, 0, 0, 1);
        foreach (var label in labels)
        {
            message.WriteByte((byte)label.Length);
            message.Write(Encoding.ASCII.GetBytes(label));
        }

        message.WriteByte(0);
        Write(message, TextType, Internet);

        // The pseudo-record that says how much we take (RFC 6891).
        message.WriteByte(0);
        Write(message, OptionType, UdpBytes, 0, 0, 0);
        return message.ToArray();
    }

    /// <summary>Whether <paramref name="reply"/> answers <paramref name="question"/>: the same number and the same name.</summary>
    public static bool IsReplyTo(ReadOnlySpan<byte> reply, ReadOnlySpan<byte> question)
    {
        var asked = QuestionEnd(question);
        return reply.Length >= asked
            && (Number(reply, 2) & IsReply) != 0
            && reply[..2].SequenceEqual(question[..2])
            && Number(reply, 4) == 1
            && Ascii.EqualsIgnoreCase(reply[HeaderBytes..asked], question[HeaderBytes..asked]);
    }

    /// <summary>Whether the reply was cut off and is to be asked for over TCP.</summary>
    public static bool IsTruncated(ReadOnlySpan<byte> reply) => (Number(reply, 2) & IsCut) != 0;

    /// <summary>Reads a reply. One that is broken, or in which the server says that it cannot answer, is no answer.</summary>
    public static DnsAnswer Read(ReadOnlySpan<byte> reply, ReadOnlySpan<byte> question)
    {
        switch (Number(reply, 2) & CodeMask)
        {
            case 0:
                break;
            case NoSuchName:
                return new DnsAnswer.Nothing();
            default:
                return new DnsAnswer.NoAnswer();
        }

        var texts = new List<string>();
        var at = QuestionEnd(question);
        for (var records = Number(reply, 6); records > 0; records--)
        {
            at = NameEnd(reply, at);
            if (at < 0 || at + 10 > reply.Length)
            {
                return new DnsAnswer.NoAnswer();
            }

            var (type, length) = (Number(reply, at), Number(reply, at + 8));
            at += 10;
            if (at + length > reply.Length)
            {
                return new DnsAnswer.NoAnswer();
            }

            // An alias is followed by the server; the texts stand under the other name then.
            if (type == TextType)
            {
                if (TextOf(reply.Slice(at, length)) is not { } text)
                {
                    return new DnsAnswer.NoAnswer();
                }

                texts.Add(text);
            }

            at += length;
        }

        return texts.Count > 0 ? new DnsAnswer.Texts(texts) : new DnsAnswer.Nothing();
    }

    private static string[]? LabelsOf(string name)
    {
        string ascii;
        try
        {
            ascii = new IdnMapping { AllowUnassigned = false, UseStd3AsciiRules = false }.GetAscii(name.TrimEnd('.'));
        }
        catch (ArgumentException)
        {
            return null;
        }

        var labels = ascii.Split('.');
        return ascii.Length <= NameBytes && labels.All(label => label.Length is > 0 and <= LabelBytes && Ascii.IsValid(label)) ? labels : null;
    }

    private static int QuestionEnd(ReadOnlySpan<byte> question) => NameEnd(question, HeaderBytes) + 4;

    // The place behind a name; a pointer to another place ends it. -1 where the message is too short.
    private static int NameEnd(ReadOnlySpan<byte> message, int at)
    {
        while (at < message.Length)
        {
            var length = message[at];
            if (length == 0)
            {
                return at + 1;
            }

            if (length >= 0xC0)
            {
                return at + 2;
            }

            at += 1 + length;
        }

        return -1;
    }

    // Strings of at most 255 bytes that make one text.
    private static string? TextOf(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        while (data.Length > 0)
        {
            var length = data[0];
            if (1 + length > data.Length)
            {
                return null;
            }

            text.Append(Encoding.UTF8.GetString(data.Slice(1, length)));
            data = data[(1 + length)..];
        }

        return text.ToString();
    }

    private static int Number(ReadOnlySpan<byte> message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message[at..]);

    private static void Write(MemoryStream message, params ReadOnlySpan<int> numbers)
    {
        Span<byte> bytes = stackalloc byte[2];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)number);
            message.Write(bytes);
        }
    }
}
