using System.ComponentModel.DataAnnotations;

namespace Pipeline.Subscribers;

/// <summary>Secrets that sign links and hide addresses. Section <c>Keys</c>; 32 random bytes each, in base64.</summary>
public sealed class KeyOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Keys";

    /// <summary>Key of the hash under which addresses are kept. Never changed: with another one no reader is found any more.</summary>
    public string? Address { get; set; }

    /// <summary>Name of the key of <see cref="Ring"/> that signs new links; the others are still taken. Default <c>k1</c>.</summary>
    [Required]
    [RegularExpression("^[a-z0-9]{1,8}$")]
    public string Current { get; set; } = "k1";

    /// <summary>The signing keys by their names.</summary>
    public Dictionary<string, string> Ring { get; } = new(StringComparer.Ordinal);
}
