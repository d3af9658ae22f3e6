namespace Pipeline.Extraction.Explanation;

/// <summary>Cuts a text for highlighting at every end of an expression or of an evidence, so that no mark ever crosses another. Pure.</summary>
public static class MarkedText
{
    /// <summary>
    /// The pieces of a text of <paramref name="length"/> UTF-16 code units, in order, none of them empty; together they are the text. Evidences may
    /// overlap; of expressions that do, the one that begins last has the piece. Every span lies inside the text.
    /// </summary>
    public static IEnumerable<MarkedPiece> Cut(int length, IReadOnlyList<TextSpan> expressions, IReadOnlyList<TextSpan> evidence)
    {
        ArgumentNullException.ThrowIfNull(expressions);
        ArgumentNullException.ThrowIfNull(evidence);
        var (expressionsAt, evidenceAt) = (Indices(expressions), Indices(evidence));
        var (openExpressions, openEvidence) = (new List<int>(), new List<int>());
        var borders = expressions.Concat(evidence).SelectMany(span => new[] { span.Start, span.End }).Append(0).Append(length).Distinct().Order().ToList();
        foreach (var (start, end) in borders.Zip(borders.Skip(1)))
        {
            openExpressions.RemoveAll(index => expressions[index].End <= start);
            openExpressions.AddRange(expressionsAt[start]);
            openEvidence.RemoveAll(index => evidence[index].End <= start);
            openEvidence.AddRange(evidenceAt[start]);
            yield return new MarkedPiece(new TextSpan(start, end), openExpressions.Count > 0 ? openExpressions[^1] : null, [.. openEvidence]);
        }
    }

    private static ILookup<int, int> Indices(IReadOnlyList<TextSpan> spans) =>
        spans.Index().Where(span => span.Item.Length > 0).ToLookup(span => span.Item.Start, span => span.Index);
}
