using System.Text;

namespace Pipeline.Articles.Reading.Rtf;

/// <summary>The encodings that RTF names by code page and by the character set of a font.</summary>
internal static class RtfCharsets
{
    /// <summary>Windows-1252, what a file without any declaration is in.</summary>
    public const int Default = 1252;

    /// <summary>The code page of <c>\fcharset</c><paramref name="charset"/>; null where the document's own holds.</summary>
    public static int? CodePageOf(int charset) => charset switch
    {
        0 => 1252,
        77 => 10000,
        78 => 10001,
        128 => 932,
        129 => 949,
        130 => 1361,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 437,
        255 => 850,
        _ => null,
    };

    /// <summary>The encoding of <paramref name="codePage"/>; Windows-1252 where there is none.</summary>
    public static Encoding EncodingOf(int codePage) => codePage == Encoding.UTF8.CodePage
        ? Encoding.UTF8
        : (codePage is > 0 and <= ushort.MaxValue ? CodePagesEncodingProvider.Instance.GetEncoding(codePage) : null) ?? CodePagesEncodingProvider.Instance.GetEncoding(Default)!;
}
