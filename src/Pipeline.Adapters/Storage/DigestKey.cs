using Pipeline.Digest;

namespace Pipeline.Adapters.Storage;

/// <summary>The table key of an issue: its text form in lower case.</summary>
internal static class DigestKey
{
    public static string Of(DigestId id)
    {
        // Lower case first, so that the usual id stays readable; a list named against its contract still gets a safe key of its own.
        var cutOff = id.ToString()[id.List.Length..];
#pragma warning disable CA1308 // The key alphabet has no upper case.
        return TableKey.From(id.List + cutOff.ToLowerInvariant());
#pragma warning restore CA1308
    }
}
