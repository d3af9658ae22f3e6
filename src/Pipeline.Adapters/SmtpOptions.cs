namespace Pipeline.Adapters;

/// <summary>The mail server, from section <c>Smtp</c>.</summary>
public sealed class SmtpOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Smtp";

    /// <summary>Name or address of the server; null to write mails to the pickup folder only. Default null.</summary>
    public string? Host { get; set; }

    /// <summary>Port, from 1 to 65535. Default 587 (submission).</summary>
    public int Port { get; set; } = 587;

    /// <summary>User name; null to send without logging in. Default null.</summary>
    public string? User { get; set; }

    /// <summary>Password of <see cref="User"/>. Default null.</summary>
    public string? Password { get; set; }

    /// <summary>How the line is protected. Default <see cref="SmtpSecurity.Auto"/>.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.Auto;

    /// <summary>How long to wait for the server to take the connection, from 100 ms to 10 minutes. Default 15 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait for each answer, from 100 ms to 10 minutes. Default 30 s. An answer missed after the mail was handed over leaves it uncertain.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one mail may take in all, so that a server that drips its answers cannot hold a sender; from 100 ms to 30 minutes. Default 2 minutes.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Connections kept to the server at once, from 1 to 256: as many mails are under way. Default 4.</summary>
    public int MaxConnections { get; set; } = 4;

    /// <summary>Mails after which a connection is closed and opened anew, from 1 to 10,000. Default 20, which large providers recommend.</summary>
    public int MessagesPerConnection { get; set; } = 20;

    /// <summary>How long a connection is kept without a mail, from 100 ms to 10 minutes. Default 30 s, well below what servers allow.</summary>
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A DKIM signature of our own. Default: none.</summary>
    public DkimOptions Dkim { get; } = new();
}
