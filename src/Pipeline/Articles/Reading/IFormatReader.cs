namespace Pipeline.Articles.Reading;

/// <summary>Reads one format of text. Stateless and thread-safe.</summary>
internal interface IFormatReader
{
    /// <summary>Whether <paramref name="text"/> is in this format, by its structure.</summary>
    bool Recognises(string text);

    /// <summary>The parts of <paramref name="text"/>, or why it is refused.</summary>
    FormatOutcome Read(string text);
}
