using System.Collections.Frozen;

namespace Pipeline.Delivery;

/// <summary>
/// Tells what an answer of a mail server is about: by the enhanced code where it has one that this table knows, else by the basic code and the step that was
/// answered. What both leave open counts for the message, which harms nobody: a bad address shows again, and a refusal of the sender comes many times in a row.
/// </summary>
public static class Faults
{
    // Codes that say the same wherever they come. 5.7.1 and 5.7.0 do not, and are left to the step; so are 5.1.0 and 5.2.0, which servers use for anything.
    private static readonly FrozenDictionary<(int Subject, int Detail), Fault> s_byEnhancedCode = new Dictionary<(int, int), Fault>
    {
        [(1, 1)] = Fault.Address, // RFC 3463 3.2: bad destination mailbox address
        [(1, 2)] = Fault.Address, // RFC 3463 3.2: bad destination system address
        [(1, 3)] = Fault.Address, // RFC 3463 3.2: bad destination mailbox address syntax
        [(1, 4)] = Fault.Address, // RFC 3463 3.2: destination mailbox address ambiguous
        [(1, 6)] = Fault.Address, // RFC 3463 3.2: mailbox has moved, no forwarding address
        [(1, 7)] = Fault.Sender, // RFC 3463 3.2: bad sender's mailbox address syntax
        [(1, 8)] = Fault.Sender, // RFC 3463 3.2: bad sender's system address
        [(1, 9)] = Fault.Message, // RFC 3886: relayed to a system that sends no notices
        [(1, 10)] = Fault.Address, // RFC 7505 4.2: the recipient's domain takes no mail (null MX)
        [(2, 1)] = Fault.Address, // RFC 3463 3.3: mailbox disabled, not accepting messages
        [(2, 2)] = Fault.Message, // RFC 3463 3.3: mailbox full; somebody may empty it
        [(2, 3)] = Fault.Message, // RFC 3463 3.3: message length exceeds administrative limit
        [(2, 4)] = Fault.Message, // RFC 3463 3.3: mailing list expansion problem
        [(7, 8)] = Fault.Sender, // RFC 4954 6: authentication credentials invalid
        [(7, 9)] = Fault.Sender, // RFC 4954 6: authentication mechanism is too weak
        [(7, 10)] = Fault.Sender, // RFC 5248: encryption needed
        [(7, 11)] = Fault.Sender, // RFC 4954 6: encryption required for this mechanism
        [(7, 12)] = Fault.Sender, // RFC 4954 6: a password transition is needed
        [(7, 13)] = Fault.Sender, // RFC 5248: user account disabled
        [(7, 14)] = Fault.Sender, // RFC 5248: trust relationship required
        [(7, 17)] = Fault.Address, // RFC 7293 8: mailbox owner has changed
        [(7, 18)] = Fault.Address, // RFC 7293 8: domain owner has changed
        [(7, 20)] = Fault.Sender, // RFC 7372 3.1: no passing DKIM signature found
        [(7, 21)] = Fault.Sender, // RFC 7372 3.1: no acceptable DKIM signature found
        [(7, 22)] = Fault.Sender, // RFC 7372 3.1: no DKIM signature that matches the author
        [(7, 23)] = Fault.Sender, // RFC 7372 3.2: SPF validation failed
        [(7, 24)] = Fault.Sender, // RFC 7372 3.2: SPF validation error
        [(7, 25)] = Fault.Sender, // RFC 7372 3.3: reverse DNS validation failed
        [(7, 26)] = Fault.Sender, // RFC 7372 3.4: multiple authentication checks failed
        [(7, 27)] = Fault.Sender, // RFC 7505 4.2: the sender's address has a null MX
        [(7, 515)] = Fault.Sender, // reference section 2 (Outlook.com since 2025-05-05): SPF, DKIM or DMARC is missing
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<int, Fault> s_byBasicCode = new Dictionary<int, Fault>
    {
        [521] = Fault.Sender, // RFC 7504 3: this host takes no mail
        [530] = Fault.Sender, // RFC 4954 6: authentication required
        [534] = Fault.Sender, // RFC 4954 6: authentication mechanism is too weak
        [535] = Fault.Sender, // RFC 4954 6: authentication credentials invalid
        [538] = Fault.Sender, // RFC 4954 6: encryption required for this mechanism
        [551] = Fault.Address, // RFC 5321 3.4: user not local, and the server does not forward
        [556] = Fault.Address, // RFC 7504 4: the recipient's domain takes no mail
    }.ToFrozenDictionary();

    // 550 to a recipient without an enhanced code stays with the message: RFC 5321 4.2.3 gives it for unknown mailboxes and for policy alike, and a block list
    // that answers so would empty the list of readers.
    private static readonly FrozenDictionary<(SendStage Stage, int Code), Fault> s_byStage = new Dictionary<(SendStage, int), Fault>
    {
        [(SendStage.Recipient, 553)] = Fault.Address, // RFC 5321 4.2.3: mailbox name not allowed (syntax incorrect)
    }.ToFrozenDictionary();

    /// <summary>What a refusal is about. A <paramref name="basic"/> code below 500 is passing, whatever the text says (RFC 2034 4: both are of one class).</summary>
    /// <param name="basic">The three digits of the answer.</param>
    /// <param name="text">Its words, with the enhanced code where there is one.</param>
    /// <param name="stage">The step that it answers.</param>
    public static Fault Of(int basic, string? text, SendStage stage)
    {
        if (basic < 500)
        {
            return Fault.Passing; // RFC 5321 4.2.1: 4yz, and 421 at any time
        }

        if (EnhancedStatus.Find(text) is { IsLasting: true } enhanced && Of(enhanced) is { } known)
        {
            return known;
        }

        // RFC 5321 3.1 (554 as greeting), RFC 4954 6 and RFC 5321 3.3: before a recipient is named, the answer is about us.
        return stage is SendStage.Connecting or SendStage.LoggingIn or SendStage.Sender ? Fault.Sender
            : s_byStage.TryGetValue((stage, basic), out var ofStage) ? ofStage
            : s_byBasicCode.GetValueOrDefault(basic, Fault.Message);
    }

    /// <summary>What an enhanced code says by itself; null where it is lasting and says too little.</summary>
    public static Fault? Of(EnhancedStatus status) =>
        !status.IsLasting ? Fault.Passing : s_byEnhancedCode.TryGetValue((status.Subject, status.Detail), out var fault) ? fault : null;
}
