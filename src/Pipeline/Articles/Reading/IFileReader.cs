namespace Pipeline.Articles.Reading;

/// <summary>Reads one format that is told by its bytes: office documents, PDF, mail, archives. Stateless and thread-safe.</summary>
internal interface IFileReader
{
    /// <summary>Whether <paramref name="bytes"/> are in this format, by their signature and structure, never by the file's name.</summary>
    bool Recognises(ReadOnlySpan<byte> bytes);

    /// <summary>The parts of <paramref name="file"/>, the files in it, or why it is refused. Throws only when <paramref name="cancellationToken"/> says so.</summary>
    FormatOutcome Read(RawFile file, CancellationToken cancellationToken);
}
