namespace Pipeline.Articles.Reading.Rtf;

/// <summary>Where the text of a group goes.</summary>
internal enum RtfDestination
{
    /// <summary>Into the article.</summary>
    Body,

    /// <summary>Into a text box, which is part of the article.</summary>
    Box,

    /// <summary>Nowhere, with all groups inside.</summary>
    Skip,

    /// <summary>Nowhere, but a group inside may lead to the article again.</summary>
    Mute,

    /// <summary>The table of fonts.</summary>
    Fonts,

    /// <summary>The table of styles.</summary>
    Styles,

    /// <summary>The properties of the document.</summary>
    Info,

    /// <summary>The title among the properties.</summary>
    Title,

    /// <summary>The author among the properties.</summary>
    Author,

    /// <summary>The time of creation among the properties.</summary>
    Created,
}
