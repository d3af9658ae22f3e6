using System.Collections.Concurrent;
using Pipeline.Delivery;

namespace Pipeline.Tests.Digest;

/// <summary>A mailer that answers as told, and takes the mail where it was told nothing.</summary>
internal sealed class ScriptedMailer : IMailer
{
    private readonly Lock _lock = new();

    public ConcurrentQueue<SendOutcome> Answers { get; } = new();

    public List<OutgoingMail> Sent { get; } = [];

    public bool Dies { get; set; }

    public Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (Dies)
        {
            throw new IOException("The process is gone.");
        }

        lock (_lock)
        {
            Sent.Add(mail);
        }

        return Task.FromResult(Answers.TryDequeue(out var answer) ? answer : new SendOutcome.Submitted("ok"));
    }
}
