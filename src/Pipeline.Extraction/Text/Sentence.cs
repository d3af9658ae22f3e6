namespace Pipeline.Extraction.Text;

/// <summary>A sentence by its tokens: from <paramref name="First"/> up to and without <paramref name="End"/>.</summary>
internal readonly record struct Sentence(int First, int End, bool StartsParagraph);
