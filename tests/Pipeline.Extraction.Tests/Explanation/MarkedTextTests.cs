using CsCheck;
using Pipeline.Extraction.Explanation;

namespace Pipeline.Extraction.Tests.Explanation;

public sealed class MarkedTextTests
{
    [Fact]
    public void Cut_EvidencesThatOverlapAnExpression_GivesEachPieceItsMarks()
    {
        var pieces = MarkedText.Cut(20, [new(4, 8)], [new(2, 10), new(6, 12)]).ToList();

        Assert.Equal(
            ["0-2  ", "2-4  0", "4-6 0 0", "6-8 0 0,1", "8-10  0,1", "10-12  1", "12-20  "],
            pieces.Select(piece => $"{piece.Span.Start}-{piece.Span.End} {piece.Expression} {string.Join(',', piece.Evidence)}"));
    }

    [Fact]
    public void Cut_NoText_HasNoPiece() => Assert.Empty(MarkedText.Cut(0, [], []));

    [Fact]
    public void Cut_AnySpans_GivesTheTextWithNoMarkAcrossAnother()
    {
        var span = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40]).Select(ends => new TextSpan(Math.Min(ends.Item1, ends.Item2), Math.Max(ends.Item1, ends.Item2)));
        Gen.Select(span.List[0, 6], span.List[0, 6]).Sample((expressions, evidence) =>
        {
            var pieces = MarkedText.Cut(40, expressions, evidence).ToList();
            Assert.Equal(Enumerable.Range(0, 40), pieces.SelectMany(piece => Enumerable.Range(piece.Span.Start, piece.Span.Length)));
            Assert.All(pieces, piece =>
            {
                Assert.True(piece.Span.Length > 0);
                Assert.All(expressions.Concat(evidence), other => Assert.True(!other.Overlaps(piece.Span) || other.Contains(piece.Span)));
                Assert.Equal(
                    evidence.Index().Where(each => each.Item.Length > 0 && each.Item.Contains(piece.Span)).Select(each => each.Index).Order(), piece.Evidence.Order());
                Assert.True(piece.Expression is not { } index || expressions[index].Contains(piece.Span));
                Assert.Equal(piece.Expression is null, !expressions.Exists(each => each.Length > 0 && each.Contains(piece.Span)));
            });
        });
    }
}
