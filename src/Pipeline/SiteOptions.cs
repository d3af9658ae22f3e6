using System.ComponentModel.DataAnnotations;

namespace Pipeline;

/// <summary>Where the pages stand. Section <c>Site</c>.</summary>
public sealed class SiteOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Site";

    /// <summary>Address before every link of ours in mails and feeds, http or https. Default <c>http://localhost:7071</c>.</summary>
    [Required]
    [Url]
    public string BaseUrl { get; set; } = "http://localhost:7071";
}
