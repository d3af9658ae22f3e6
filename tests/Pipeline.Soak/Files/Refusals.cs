using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace Pipeline.Soak.Files;

/// <summary>Files that are refused, each another one.</summary>
internal static class Refusals
{
    public static IReadOnlyList<(string Extension, Func<int, byte[]> Write)> All { get; } =
    [
        (".txt", _ => []),
        (".txt", _ => "  \n \n"u8.ToArray()),
        (".txt", number => Encoding.UTF8.GetBytes($"mot {number}")),
        (".txt", Noise),
        (".png", number => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Noise(number)]),
        (".docx", number => StoryFormats.All.First(format => format.Extension == ".docx").Write(Story.Of(-number - 1))[..400]),
        (".doc", number => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Noise(number)]),
        (".html", _ => Encoding.ASCII.GetBytes("<html><body>" + string.Concat(Enumerable.Repeat("<div>", 20_000)) + "x</body></html>")),
        (".pdf", _ => Scan()),
        (".pdf", number => Encoding.ASCII.GetBytes($"%PDF-1.7\n{number}")),
        (".xml", _ => Encoding.ASCII.GetBytes("<?xml version=\"1.0\"?><!DOCTYPE newsItem [<!ENTITY a \"aaaaaaaaaa\">]><newsItem>&a;</newsItem>")),
        (".zip", number => Zip.Of(($"{number}.txt", StoryFormats.Text(Story.Of(-number - 1))))[..200]),
    ];

    private static byte[] Noise(int number)
    {
        var bytes = new byte[2_000];
        new Random(number).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Scan()
    {
        using var builder = new PdfDocumentBuilder();
        builder.AddPage(PageSize.A4).DrawRectangle(new PdfPoint(50, 50), 400, 600, 1, fill: true);
        return builder.Build();
    }
}
