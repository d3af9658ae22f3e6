using System.ComponentModel.DataAnnotations;

namespace Pipeline.Articles.Reading.Archives;

/// <summary>Limits on archives and on documents that are archives; what goes beyond is a bomb. Section <c>Reading:Archive</c>.</summary>
public sealed class ArchiveOptions
{
    /// <summary>Entries an archive may have, folders included. Default 2,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxEntries { get; set; } = 2_000;

    /// <summary>Bytes that may be unpacked from one archive, counted while reading. Default 300,000,000; 1,000 to 2,000,000,000.</summary>
    [Range(1_000, 2_000_000_000)]
    public int MaxUnpackedBytes { get; set; } = 300_000_000;

    /// <summary>Bytes of entries that are held in memory at once. Default 100,000,000; 1,000 to 1,000,000,000.</summary>
    [Range(1_000, 1_000_000_000)]
    public int MaxHeldBytes { get; set; } = 100_000_000;

    /// <summary>How many times its packed size an entry may unpack to. Default 200; 2 to 1,100 (no more is possible).</summary>
    [Range(2, 1_100)]
    public int MaxRatio { get; set; } = 200;

    /// <summary>Bytes below which the ratio of an entry is not looked at: small files of one repeated line are harmless. Default 1,000,000; 0 to 100,000,000.</summary>
    [Range(0, 100_000_000)]
    public int RatioFreeBytes { get; set; } = 1_000_000;
}
