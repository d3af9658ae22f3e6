using System.Globalization;
using Microsoft.Extensions.Options;

namespace Pipeline.Digest;

/// <summary>Looks a variant over before it goes out: a pure function of it. Thread-safe.</summary>
public sealed class Preflight
{
    /// <summary>The shortest subject, in characters.</summary>
    public const int MinSubject = 10;

    /// <summary>The longest subject, in characters.</summary>
    public const int MaxSubject = 78;

    private readonly int _usualEvents;

    /// <summary>Finds unusual what has more events than the digest of <paramref name="options"/> can tell.</summary>
    public Preflight(IOptions<DigestOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _usualEvents = options.Value.MaxDossiers * options.Value.MaxEventsPerDossier;
    }

    /// <summary>What is to be said of <paramref name="variant"/>, the refusals first; nothing where all is well.</summary>
    public IReadOnlyList<PreflightFinding> Of(DigestVariant variant)
    {
        ArgumentNullException.ThrowIfNull(variant);
        var findings = new List<PreflightFinding>(variant.Findings);
        if (variant.Subject.Length is < MinSubject or > MaxSubject)
        {
            findings.Add(new(PreflightSeverity.Refuse, PreflightCodes.SubjectLength, Number(variant.Subject.Length)));
        }

        if (variant.Ranking.Count > _usualEvents)
        {
            findings.Add(new(PreflightSeverity.Warn, PreflightCodes.UnusualCount, Number(variant.Ranking.Count)));
        }

        return [.. findings.OrderByDescending(finding => finding.Severity)];
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
