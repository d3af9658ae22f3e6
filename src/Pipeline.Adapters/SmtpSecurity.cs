namespace Pipeline.Adapters;

/// <summary>How the line to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS from the start on port 465, else STARTTLS where the server offers it.</summary>
    Auto,

    /// <summary>No encryption; for a sink on this machine.</summary>
    None,

    /// <summary>STARTTLS, and nothing is sent without it.</summary>
    StartTls,

    /// <summary>TLS from the start.</summary>
    Tls,
}
