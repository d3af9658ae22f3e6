namespace Pipeline.Articles.Reading.Pdf;

/// <summary>A word on a page. Points, from the page's lower left corner.</summary>
/// <param name="Text">Its letters.</param>
/// <param name="Left">Left edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Baseline">Height of the base line.</param>
/// <param name="Size">Size of the type.</param>
internal readonly record struct PdfWord(string Text, double Left, double Right, double Baseline, double Size);
