using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Pipeline.Testing;

/// <summary>Writes small PDF files, a line of type at a place.</summary>
public sealed class PdfFile
{
    private readonly List<List<(double X, double Y, string Text, double Size)>> _pages = [];
    private string? _title;
    private string? _author;

    public PdfFile Properties(string title, string author)
    {
        (_title, _author) = (title, author);
        return this;
    }

    public PdfFile Page()
    {
        _pages.Add([]);
        return this;
    }

    public PdfFile Line(double x, double y, string text, double size = 10)
    {
        _pages[^1].Add((x, y, text, size));
        return this;
    }

    /// <summary>Lines below each other, 12 points apart.</summary>
    public PdfFile Lines(double x, double y, params string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            Line(x, y - (12 * i), lines[i]);
        }

        return this;
    }

    /// <summary>The file; a page without lines is a picture.</summary>
    public byte[] Build()
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        builder.DocumentInformation.Title = _title;
        builder.DocumentInformation.Author = _author;
        builder.DocumentInformation.CreationDate = _title is null ? null : "D:20260304101500+01'00'";
        foreach (var lines in _pages)
        {
            var page = builder.AddPage(PageSize.A4);
            if (lines.Count == 0)
            {
                page.DrawRectangle(new PdfPoint(50, 50), 400, 600, 1, fill: true);
            }

            lines.ForEach(line => page.AddText(line.Text, line.Size, new PdfPoint(line.X, line.Y), font));
        }

        return builder.Build();
    }

    /// <summary>A file of hand-written objects, the first of them the catalogue.</summary>
    public static byte[] OfObjects(string trailer, params string[] objects)
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        return Encoding.ASCII.GetBytes(file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF").ToString());
    }
}
