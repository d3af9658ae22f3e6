using Microsoft.Extensions.DependencyInjection;
using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.LocalHost.Commands;

/// <summary>Renders the next digest without marking anything as sent.</summary>
internal sealed class DigestCommand(HostOptions options, DirectoryInfo? folder, string? address, Terminal terminal)
{
    public Task<int> RunAsync(CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, (services, _) => PreviewAsync(services, cancellationToken), cancellationToken);

    private async Task<int> PreviewAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var digest = services.GetRequiredService<PreviewDigest>();
        var reader = address is null
            ? null
            : (await services.GetRequiredService<ISubscriberStore>().FindAsync(services.GetRequiredService<KeyRing>().IdOf(address), cancellationToken))?.Value;
        if (address is not null && reader is null)
        {
            terminal.Warn("Nobody is known by this address.");
            return ExitCodes.Undone;
        }

        if (await (reader is null ? digest.RunAsync(cancellationToken) : digest.RunAsync(reader, cancellationToken)) is not { } preview)
        {
            terminal.Note("Nothing is new since the last digest, so there would be no mail.");
            return ExitCodes.Done;
        }

        if (reader is { State: not SubscriberState.Active })
        {
            terminal.Note($"This reader gets no digest: {reader.State}.");
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
