namespace Pipeline.Articles.Reading.Archives;

/// <summary>Reads one format that is a zip file. Stateless and thread-safe.</summary>
internal interface IArchiveReader
{
    /// <summary>Whether <paramref name="archive"/> is in this format, by its entries.</summary>
    bool Recognises(GuardedArchive archive);

    /// <summary>What <paramref name="archive"/>, which is <paramref name="file"/>, holds.</summary>
    /// <exception cref="UnreadableFileException">Why it is refused.</exception>
    FormatOutcome Read(GuardedArchive archive, RawFile file, CancellationToken cancellationToken);
}
