using Microsoft.Extensions.DependencyInjection;
using Pipeline.Digest;

namespace Pipeline.LocalHost.Commands;

/// <summary>Renders the next digest without marking anything as sent.</summary>
internal sealed class DigestCommand(HostOptions options, DirectoryInfo? folder, Terminal terminal)
{
    public Task<int> RunAsync(CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, (services, _) => PreviewAsync(services, cancellationToken), cancellationToken);

    private async Task<int> PreviewAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<PreviewDigest>().RunAsync(cancellationToken) is not { } preview)
        {
            terminal.Note("Nothing is new since the last digest, so there would be no mail.");
            return ExitCodes.Done;
        }

        if (folder is null)
        {
            terminal.Say(preview.Subject);
            terminal.Say("");
            terminal.Say(preview.Text);
            return ExitCodes.Done;
        }

        folder.Create();
        await WriteAsync("subject.txt", preview.Subject, cancellationToken);
        await WriteAsync("digest.html", preview.Html, cancellationToken);
        await WriteAsync("digest.txt", preview.Text, cancellationToken);
        return ExitCodes.Done;
    }

    private async Task WriteAsync(string name, string content, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder!.FullName, name);
        await File.WriteAllTextAsync(path, content, cancellationToken);
        terminal.Say(path);
    }
}
