namespace Pipeline.Digest;

/// <summary>Whether the mails of an issue may leave.</summary>
public enum IssueState
{
    /// <summary>They may.</summary>
    Open,

    /// <summary>An editor has to approve the issue first.</summary>
    Held,

    /// <summary>Stopped on the way, by an editor or because the mail server refuses the sender; those not sent yet wait.</summary>
    Paused,
}
