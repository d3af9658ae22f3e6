using System.Globalization;
using AngleSharp.Dom;

namespace Pipeline.Digest.Rendering;

/// <summary>
/// Finds text that is too pale for its background (WCAG 2.2, 1.4.3) by the styles on the elements: all that some mail programs keep. Text that is
/// not displayed does not count.
/// </summary>
internal static class InlineContrast
{
    private const double Least = 4.5;
    private static readonly (byte R, byte G, byte B) s_white = (255, 255, 255);
    private static readonly (byte R, byte G, byte B) s_black = (0, 0, 0);

    /// <summary>What is too pale, as <c>#aaaaaa on #ffffff (2.3)</c>; a colour that is written otherwise than <c>#rrggbb</c> is named by itself.</summary>
    public static IEnumerable<string> Faults(IDocument page)
    {
        // A stack of our own: a template may nest deeper than the program's.
        var open = new Stack<(IElement Element, Colours Colours)>();
        if (page.Body is { } body)
        {
            open.Push((body, new Colours(s_black, s_white)));
        }

        while (open.TryPop(out var next))
        {
            var style = Declarations(next.Element.GetAttribute("style"));
            if (next.Element.LocalName is "style" or "script" or "title" || style.GetValueOrDefault("display") == "none")
            {
                continue;
            }

            var (colours, unread) = next.Colours.With(style);
            if (unread is not null)
            {
                yield return unread;
            }

            if (next.Element.ChildNodes.OfType<IText>().Any(text => !string.IsNullOrWhiteSpace(text.Data)) && colours.Ratio is < Least and var ratio)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{Hex(colours.Ink)} on {Hex(colours.Paper)} ({ratio:0.0})");
            }

            foreach (var child in next.Element.Children)
            {
                open.Push((child, colours));
            }
        }
    }

    private static Dictionary<string, string> Declarations(string? style)
    {
        var declarations = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var declaration in (style ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (declaration.Split(':', 2, StringSplitOptions.TrimEntries) is [var property, var value])
            {
                declarations[property] = value;
            }
        }

        return declarations;
    }

    private static (byte R, byte G, byte B)? Read(string colour) =>
        colour is ['#', .. { Length: 6 } digits] && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
            ? ((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb)
            : null;

    private static string Hex((byte R, byte G, byte B) colour) => $"#{colour.R:x2}{colour.G:x2}{colour.B:x2}";

    private static double Luminance((byte R, byte G, byte B) colour) =>
        (0.2126 * Linear(colour.R)) + (0.7152 * Linear(colour.G)) + (0.0722 * Linear(colour.B));

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private readonly record struct Colours((byte R, byte G, byte B) Ink, (byte R, byte G, byte B) Paper)
    {
        public double Ratio
        {
            get
            {
                var (a, b) = (Luminance(Ink), Luminance(Paper));
                return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
            }
        }

        /// <summary>The colours that <paramref name="style"/> leaves, and the last value in it that is none we read.</summary>
        public (Colours Colours, string? Unread) With(Dictionary<string, string> style)
        {
            var (colours, unread) = (this, default(string));
            foreach (var property in new[] { "color", "background", "background-color" })
            {
                if (style.TryGetValue(property, out var value))
                {
                    var colour = Read(value);
                    unread = colour is null ? value : unread;
                    colours = colour is not { } read ? colours : property == "color" ? colours with { Ink = read } : colours with { Paper = read };
                }
            }

            return (colours, unread);
        }
    }
}
