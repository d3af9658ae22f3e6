using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.IO.Filters;
using Pipeline.Delivery;
using Pipeline.Digest;

namespace Pipeline.Adapters.Mail;

/// <summary>
/// A text in UTF-8 and quoted-printable (RFC 2045 6.7) with line ends as on the wire. What thousands of mails share is encoded once; each reader's links stand between
/// soft line breaks, which no program shows. Thread-safe.
/// </summary>
internal sealed partial class EncodedText
{
    private static readonly byte[] s_softBreak = "=\r\n"u8.ToArray();
    private static readonly ConditionalWeakTable<string, EncodedText> s_shared = [];

    private readonly List<byte[]> _pieces = [];
    private readonly List<bool> _isUnsubscribe = [];

    private EncodedText(string content)
    {
        var start = 0;
        foreach (Match mark in Mark().Matches(content))
        {
            _pieces.Add(EncodeBefore(content[start..mark.Index]));
            _isUnsubscribe.Add(mark.Value == PersonalMarks.Unsubscribe);
            start = mark.Index + mark.Length;
        }

        _pieces.Add(Encode(content[start..]));
    }

    /// <summary><paramref name="content"/> with <paramref name="links"/> in place of its marks.</summary>
    public static byte[] Of(string content, PersonalLinks? links) => links is null ? Encode(content) : s_shared.GetValue(content, text => new(text)).Fill(links);

    private byte[] Fill(PersonalLinks links)
    {
        var (unsubscribe, preferences) = (EncodeBefore(links.Unsubscribe), EncodeBefore(links.Preferences));
        var filled = new MemoryStream(_pieces.Sum(piece => piece.Length) + _isUnsubscribe.Sum(isUnsubscribe => (isUnsubscribe ? unsubscribe : preferences).Length));
        for (var i = 0; i < _pieces.Count; i++)
        {
            filled.Write(_pieces[i]);
            if (i < _isUnsubscribe.Count)
            {
                filled.Write(_isUnsubscribe[i] ? unsubscribe : preferences);
            }
        }

        return filled.GetBuffer();
    }

    [GeneratedRegex($"{PersonalMarks.Unsubscribe}|{PersonalMarks.Preferences}", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Mark();

    // What more follows on the same line.
    private static byte[] EncodeBefore(string text) => [.. Encode(text), .. s_softBreak];

    private static byte[] Encode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var encoded = new MemoryStream(bytes.Length + (bytes.Length / 4));
        using (var filtered = new MimeKit.IO.FilteredStream(encoded))
        {
            filtered.Add(EncoderFilter.Create(ContentEncoding.QuotedPrintable));
            filtered.Add(new Unix2DosFilter());
            filtered.Write(bytes);
            filtered.Flush();
        }

        return encoded.ToArray();
    }
}
