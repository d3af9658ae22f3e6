namespace Pipeline.Articles.Reading;

/// <summary>The names of the reasons in files, tables and string keys.</summary>
public static class RejectionCodes
{
    /// <summary>The stable name, in lower case with hyphens: <c>too-large</c>.</summary>
    public static string Name(this RejectionCode code) => code switch
    {
        RejectionCode.Empty => "empty",
        RejectionCode.TooShort => "too-short",
        RejectionCode.TooLarge => "too-large",
        RejectionCode.Binary => "binary",
        RejectionCode.UnsupportedType => "unsupported-type",
        RejectionCode.NoArticle => "no-article",
        RejectionCode.Damaged => "damaged",
        RejectionCode.TooComplex => "too-complex",
        RejectionCode.WrongType => "wrong-type",
        RejectionCode.Encrypted => "encrypted",
        RejectionCode.UnsafeXml => "unsafe-xml",
        RejectionCode.ZipBomb => "zip-bomb",
        RejectionCode.NoTextLayer => "no-text-layer",
        RejectionCode.TooSlow => "too-slow",
        RejectionCode.StopsReader => "stops-reader",
        RejectionCode.GivenUp => "given-up",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}
