namespace Pipeline.Benchmarks;

/// <summary>The middle and the spread of some figures.</summary>
internal readonly record struct Figures(double Median, double Min, double Max)
{
    public static Figures Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return new Figures(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }
}
