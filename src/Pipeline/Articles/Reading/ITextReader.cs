namespace Pipeline.Articles.Reading;

/// <summary>Reads one format that is text, told by its structure. Stateless and thread-safe.</summary>
internal interface ITextReader
{
    /// <summary>Whether <paramref name="text"/> is in this format, by its structure.</summary>
    bool Recognises(string text);

    /// <summary>The parts of <paramref name="text"/>, or why it is refused. Throws only when <paramref name="cancellationToken"/> says so.</summary>
    FormatOutcome Read(string text, CancellationToken cancellationToken);
}
