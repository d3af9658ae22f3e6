namespace Pipeline.LocalHost;

/// <summary>How other commands reach a host that runs on the same data folder.</summary>
internal sealed record RunningHost(
    bool Watches, string? Storage, string? SmtpHost, int SmtpPort, string? SmtpSecurity, Uri? Mailbox, Uri? Site, IReadOnlyList<int> ToolProcesses);
