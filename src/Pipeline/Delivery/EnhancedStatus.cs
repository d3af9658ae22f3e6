using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Delivery;

/// <summary>An enhanced mail system status code (RFC 3463), such as 5.1.1.</summary>
/// <param name="Class">2 for success, 4 for a passing failure, 5 for a lasting one.</param>
/// <param name="Subject">What it is about: 1 addresses, 2 mailboxes, 3 mail systems, 4 network, 5 protocol, 6 content, 7 policy; up to 999.</param>
/// <param name="Detail">What exactly; up to 999.</param>
public readonly partial record struct EnhancedStatus(int Class, int Subject, int Detail)
{
    /// <summary>Whether trying again does not help.</summary>
    public bool IsLasting => Class == 5;

    /// <summary>The first code in <paramref name="text"/>, which an address of numbers is not ("5.1.1 unknown", "#5.1.1"); null for none.</summary>
    public static EnhancedStatus? Find(string? text)
    {
        if (text is null || Pattern().Match(text) is not { Success: true } match)
        {
            return null;
        }

        static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return new(Number(match.Groups["class"]), Number(match.Groups["subject"]), Number(match.Groups["detail"]));
    }

    /// <summary>The text form, such as <c>5.1.1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    [GeneratedRegex(@"(?<![0-9.])(?<class>[245])\.(?<subject>[0-9]{1,3})\.(?<detail>[0-9]{1,3})(?!\.?[0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
