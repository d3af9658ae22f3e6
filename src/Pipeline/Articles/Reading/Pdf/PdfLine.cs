namespace Pipeline.Articles.Reading.Pdf;

/// <summary>Words that stand side by side in one column. Points, from the page's lower left corner.</summary>
/// <param name="Text">The words.</param>
/// <param name="Left">Left edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Baseline">Height of the base line.</param>
/// <param name="Size">Size of the type.</param>
internal sealed record PdfLine(string Text, double Left, double Right, double Baseline, double Size);
