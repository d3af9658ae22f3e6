using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit.Encodings;
using Pipeline.Digest;

namespace Pipeline.Adapters.Mail;

/// <summary>
/// A text in UTF-8 and quoted-printable (RFC 2045 6.7) with line ends as on the wire, in pieces. What thousands of mails share is encoded once; each reader's links stand
/// between soft line breaks, which no program shows. Thread-safe.
/// </summary>
internal sealed partial class EncodedText
{
    private const byte LineFeed = (byte)'\n';
    private static readonly byte[] s_softBreak = "=\r\n"u8.ToArray();
    private static readonly ConditionalWeakTable<string, EncodedText> s_shared = [];

    private readonly List<byte[]> _pieces = [];
    private readonly List<string> _marks = [];

    private EncodedText(string content)
    {
        var start = 0;
        foreach (Match mark in Mark().Matches(content))
        {
            _pieces.Add(EncodeBefore(content[start..mark.Index]));
            _marks.Add(mark.Value);
            start = mark.Index + mark.Length;
        }

        _pieces.Add(Encode(content[start..]));
    }

    /// <summary>The pieces of <paramref name="content"/> with <paramref name="links"/> in place of its marks.</summary>
    public static IReadOnlyList<byte[]> Of(string content, EncodedLinks? links) =>
        links is null ? [Encode(content)] : s_shared.GetValue(content, text => new(text)).With(links);

    /// <summary><paramref name="text"/> where more follows on the same line.</summary>
    public static byte[] EncodeBefore(string text) => [.. Encode(text), .. s_softBreak];

    private List<byte[]> With(EncodedLinks links)
    {
        var pieces = new List<byte[]>(_pieces.Count + _marks.Count) { _pieces[0] };
        for (var i = 0; i < _marks.Count; i++)
        {
            pieces.Add(_marks[i] == PersonalMarks.Unsubscribe ? links.Unsubscribe : links.Preferences);
            pieces.Add(_pieces[i + 1]);
        }

        return pieces;
    }

    [GeneratedRegex($"{PersonalMarks.Unsubscribe}|{PersonalMarks.Preferences}", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Mark();

    private static byte[] Encode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"));
        var encoder = new QuotedPrintableEncoder();
        var encoded = new byte[encoder.EstimateOutputLength(bytes.Length)];
        var length = encoder.Flush(bytes, 0, bytes.Length, encoded);
        var lines = new byte[length + encoded.AsSpan(0, length).Count(LineFeed)];
        var at = 0;
        foreach (var b in encoded.AsSpan(0, length))
        {
            if (b == LineFeed)
            {
                lines[at++] = (byte)'\r';
            }

            lines[at++] = b;
        }

        return lines;
    }
}
