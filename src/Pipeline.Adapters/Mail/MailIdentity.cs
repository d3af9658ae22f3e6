using System.Buffers;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>The id of a mail in a form that is safe as a file name and as the left side of a Message-ID.</summary>
internal static class MailIdentity
{
    private const int MaxCharacters = 120;

    private static readonly SearchValues<char> s_safe =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    /// <summary>The mail's own id where it is safe, an id derived from it otherwise.</summary>
    public static string Of(OutgoingMail mail) =>
        mail.Id.Length is > 0 and <= MaxCharacters && !mail.Id.AsSpan().ContainsAnyExcept(s_safe) ? mail.Id : Identifier.Of("mail", mail.Id);
}
