using System.Text;

namespace Pipeline.Tests.Bounces;

/// <summary>Mails as servers send them back.</summary>
internal static class ReturnedMail
{
    /// <summary>A delivery status notification as Postfix writes it, about one recipient.</summary>
    public static byte[] Notification(string status, string? diagnostic = null, string action = "failed", string address = "reader@example.org", string? original = null) =>
        Bytes($"""
            Received: by mx.example (Postfix) id 4F1; Wed, 4 Mar 2026 06:31:00 +0000 (UTC)
            From: MAILER-DAEMON@mx.example (Mail Delivery System)
            To: bounces@journal.example
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

            --b1
            Content-Description: Notification
            Content-Type: text/plain; charset=us-ascii

            This is the mail system at host mx.example. <{address}> could not be reached.

            --b1
            Content-Description: Delivery report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example
            X-Postfix-Queue-ID: 4F1
            Arrival-Date: Wed,  4 Mar 2026 06:30:59 +0000 (UTC)

            Final-Recipient: rfc822; {address}
            Action: {action}
            Status: {status}
            {(diagnostic is null ? "X-None: 1" : $"Diagnostic-Code: {diagnostic}")}

            {Original(original)}
            --b1--

            """);

    /// <summary>A complaint as RFC 5965 describes it.</summary>
    public static byte[] Complaint(string type = "abuse", string? recipient = "reader@example.org", string? original = null) =>
        Bytes($"""
            From: <abusedesk@provider.example>
            To: <bounces@journal.example>
            Subject: FW: Digest
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

            --b1
            Content-Type: text/plain; charset="US-ASCII"

            This is an email abuse report.

            --b1
            Content-Type: message/feedback-report

            Feedback-Type: {type}
            User-Agent: SomeGenerator/1.0
            Version: 1
            {(recipient is null ? "Source-IP: 192.0.2.1" : $"Original-Rcpt-To: <{recipient}>")}

            {Original(original)}
            --b1--

            """);

    /// <summary>The head of one of our mails, with the link to leave the list.</summary>
    public static string HeadWith(string link) => $"""
        From: La Rédaction <digest@journal.example>
        To: hidden@example.org
        Subject: Digest
        Message-ID: <abc@journal.example>
        List-Unsubscribe: <{link}>,
         <mailto:leave@journal.example>
        List-Unsubscribe-Post: List-Unsubscribe=One-Click
        """;

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    private static string Original(string? head) => head is null ? "" : $"""
        --b1
        Content-Type: text/rfc822-headers

        {head}

        """;
}
