using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Pipeline.Benchmarks;

/// <summary>A column of BenchmarkDotNet's table: speed or memory of a pass, told by the character.</summary>
internal sealed class PerCharacterColumn(string name) : IColumn
{
    private static readonly Dictionary<string, long> Characters = CorpusReader.Read().ToDictionary(corpus => corpus.Language, corpus => corpus.Characters);

    public string Id => ColumnName;

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => name == "B/char" ? "bytes allocated a character" : "million characters a second";

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        if (summary[benchmarkCase] is not { ResultStatistics: { } times } report)
        {
            return "-";
        }

        double characters = Characters[(string)benchmarkCase.Parameters["Language"]];
        var value = name == "B/char"
            ? report.GcStats.GetBytesAllocatedPerOperation(benchmarkCase) / characters ?? 0
            : characters * 1e3 / times.Mean;
        return value.ToString("0.00", CultureInfo.InvariantCulture);
    }
}
