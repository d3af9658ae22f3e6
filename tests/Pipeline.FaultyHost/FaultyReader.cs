using Pipeline.Articles;
using Pipeline.Articles.Reading;

namespace Pipeline.FaultyHost;

/// <summary>A reader with two faults that no handler can catch or mend; other files go to <paramref name="inner"/>.</summary>
internal sealed class FaultyReader(ReadFile inner)
{
    public const string Dies = "%DIES";
    public const string Grows = "%GROWS";

    public ExtractOutcome Read(RawFile file, CancellationToken cancellationToken)
    {
        var text = System.Text.Encoding.Latin1.GetString(file.Bytes.Span[..Math.Min(file.Bytes.Length, 8)]);
        if (text.StartsWith(Dies, StringComparison.Ordinal))
        {
            Environment.Exit(Nest(1));
        }

        return text.StartsWith(Grows, StringComparison.Ordinal) ? Hoard() : inner(file, cancellationToken);
    }

    // The stack overflows, which ends the process at once.
    private static int Nest(int depth) => depth == 0 ? 0 : Nest(depth + 1) + Nest(depth + 2);

    private static ExtractOutcome Hoard()
    {
        var hoard = new List<byte[]>();
        while (true)
        {
            var more = new byte[1_000_000];
            Random.Shared.NextBytes(more);
            hoard.Add(more);
        }
    }
}
