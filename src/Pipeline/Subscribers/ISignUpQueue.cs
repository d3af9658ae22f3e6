namespace Pipeline.Subscribers;

/// <summary>Hands sign-ups to <see cref="AnswerSignUp"/>. A ticket comes at least once, perhaps more often.</summary>
public interface ISignUpQueue
{
    /// <summary>Adds a ticket.</summary>
    Task EnqueueAsync(SignUpTicket ticket, CancellationToken cancellationToken);
}
