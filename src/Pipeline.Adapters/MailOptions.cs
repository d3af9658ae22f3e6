namespace Pipeline.Adapters;

/// <summary>Where mails go besides the server, from section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Mail";

    /// <summary>
    /// Folder into which every mail that the server took is also written as <c>{id}.eml</c>; made where it does not exist.
    /// Without a server, mails go there only. Default null: no folder.
    /// </summary>
    public string? PickupFolder { get; set; }
}
