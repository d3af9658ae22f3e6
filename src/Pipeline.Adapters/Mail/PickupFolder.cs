using Microsoft.Extensions.Options;
using MimeKit;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>The folder with a copy of each mail. A file appears whole or not at all; the same mail again replaces its file.</summary>
internal sealed class PickupFolder(IOptions<MailOptions> options)
{
    private readonly string _folder = Path.GetFullPath(
        options.Value.PickupFolder ?? throw new InvalidOperationException("Mail__PickupFolder is not set."));

    /// <summary>Writes <c>{id}.eml</c> and returns its path.</summary>
    public async Task<string> WriteAsync(OutgoingMail mail, MimeMessage message, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        var name = MailIdentity.Of(mail);
        var unfinished = Path.Combine(_folder, $".{name}.{Guid.NewGuid():N}.tmp");
        try
        {
            var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await using (file.ConfigureAwait(false))
            {
                await message.WriteToAsync(DigestMessage.Format, file, cancellationToken).ConfigureAwait(false);
            }

            var path = Path.Combine(_folder, name + ".eml");
            File.Move(unfinished, path, overwrite: true);
            return path;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
