using Pipeline.Extraction;

namespace Pipeline.Articles;

/// <summary>Finds dates and events in <paramref name="text"/> with the knowledge of <paramref name="pack"/>; a pure function.</summary>
public delegate ExtractionResult ExtractEvents(LanguagePack pack, string text, DocumentTime published);
