namespace Pipeline.Articles.Reading.Office;

/// <summary>Reads <c>docProps/core.xml</c> of OOXML and <c>meta.xml</c> of OpenDocument: both are Dublin Core with little else.</summary>
internal static class PropertiesReader
{
    /// <summary>The properties in <paramref name="xml"/>.</summary>
    public static DocumentProperties Read(GuardedXml xml)
    {
        string? title = null, creator = null, first = null, created = null;
        while (xml.Read())
        {
            if (!xml.IsStart)
            {
                continue;
            }

            switch (xml.Name)
            {
                case "title":
                    title ??= xml.Text();
                    break;
                case "creator":
                    creator ??= xml.Text();
                    break;
                case "initial-creator":
                    first ??= xml.Text(); // OpenDocument: the other one is who saved it last.
                    break;
                case "created" or "creation-date":
                    created ??= xml.Text();
                    break;
            }
        }

        return new DocumentProperties(title, string.IsNullOrWhiteSpace(first) ? creator : first, created);
    }
}
