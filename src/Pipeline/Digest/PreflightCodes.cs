namespace Pipeline.Digest;

/// <summary>The codes of <see cref="PreflightFinding"/>.</summary>
public static class PreflightCodes
{
    /// <summary>Refused: the HTML part is longer than <see cref="Renderer.MaxHtmlBytes"/>.</summary>
    public const string TooLarge = "too-large";

    /// <summary>Refused: the subject is shorter than 10 or longer than 78 characters.</summary>
    public const string SubjectLength = "subject-length";

    /// <summary>Refused: a header or a part holds control characters.</summary>
    public const string ControlCharacters = "control-characters";

    /// <summary>Refused: a link is no absolute http, https or mailto address.</summary>
    public const string BadLink = "bad-link";

    /// <summary>Refused: a mark that no reader's link is put in place of.</summary>
    public const string UnknownMark = "unknown-mark";

    /// <summary>Refused: a part has no link to leave the list.</summary>
    public const string NoUnsubscribe = "no-unsubscribe";

    /// <summary>Refused: text and its background differ by less than 4.5 to 1.</summary>
    public const string Contrast = "contrast";

    /// <summary>Refused: the HTML part does not name its language or its text direction, or has no single main heading.</summary>
    public const string Structure = "structure";

    /// <summary>Refused: a script, a form, a frame, a picture or something else that mails must not hold.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>Warned of: an event is told without the address of a source.</summary>
    public const string NoSourceAddress = "no-source-address";

    /// <summary>Warned of: sources contradict each other, or a date does not agree with its words.</summary>
    public const string Contradiction = "contradiction";

    /// <summary>Warned of: many more events than the digests before, or than one can read.</summary>
    public const string UnusualCount = "unusual-count";

    /// <summary>Warned of: an override of a template or of sentences is broken, and the shipped one was used.</summary>
    public const string TemplateFallback = "template-fallback";
}
