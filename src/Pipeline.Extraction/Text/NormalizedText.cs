using System.Globalization;
using System.Text;

namespace Pipeline.Extraction.Text;

/// <summary>
/// A text with its letters and their combining marks composed (Unicode NFC), and the way back to the places of the original.
/// Texts without combining marks, nearly all, are taken as they are. Broken surrogates stay as they are. Immutable.
/// </summary>
internal sealed class NormalizedText
{
    /// <summary>More marks on one letter than any language has; composing a longer run would not be linear.</summary>
    private const int LongestCluster = 32;
    private readonly int[]? _original;

    private NormalizedText(string text, int[]? original)
    {
        Text = text;
        _original = original;
    }

    /// <summary>The composed text.</summary>
    public string Text { get; }

    /// <summary>Composes <paramref name="text"/>, in one pass.</summary>
    public static NormalizedText Of(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u0300', '\u036f') < 0)
        {
            return new NormalizedText(text, null);
        }

        var composed = new StringBuilder(text.Length);
        var original = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length;)
        {
            var end = i + 1;
            while (end < text.Length && end - i < LongestCluster && CharUnicodeInfo.GetUnicodeCategory(text[end]) == UnicodeCategory.NonSpacingMark)
            {
                end++;
            }

            var letter = end == i + 1 || char.IsSurrogate(text[i]) ? text.AsSpan(i, end - i) : text[i..end].Normalize(NormalizationForm.FormC);
            composed.Append(letter);
            for (var k = 0; k < letter.Length; k++)
            {
                original.Add(k == 0 ? i : end - letter.Length + k);
            }

            i = end;
        }

        original.Add(text.Length);
        return new NormalizedText(composed.ToString(), [.. original]);
    }

    /// <summary>The place in the original of a stretch of the composed text.</summary>
    public TextSpan Original(TextSpan span) => _original is null ? span : new TextSpan(_original[span.Start], _original[span.End]);

    /// <summary>A temporal expression at its place in the original.</summary>
    public Timex Original(Timex timex) => _original is null ? timex : timex with { Span = Original(timex.Span) };

    /// <summary>Events at their places in the original.</summary>
    public IReadOnlyList<DatedEvent> Original(IReadOnlyList<DatedEvent> events) => _original is null
        ? events
        : [.. events.Select(found => found with { Evidence = Original(found.Evidence), DateText = Original(found.DateText) })];
}
