using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.LocalHost.Reports;
using Pipeline.Site;
using Pipeline.Subscribers;

namespace Pipeline.LocalHost.Commands;

/// <summary>Shows readers, and does with one what the newsroom decides.</summary>
internal sealed class SubscriberCommand(HostOptions options, Terminal terminal)
{
    public Task<int> ListAsync(SubscriberState? state, bool asJson, CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, (services, _) => ListAsync(services, state, asJson, cancellationToken), cancellationToken);

    /// <summary>Adds a reader with <paramref name="proof"/>, or where that is null asks the reader by mail.</summary>
    public Task<int> AddAsync(string address, string? proof, FormFields choices, CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, (services, _) => AddAsync(services, address, proof, choices, cancellationToken), cancellationToken);

    public Task<int> ShowAsync(string reader, CancellationToken cancellationToken) => WithReaderAsync(reader, async (services, id) =>
    {
        var found = await services.GetRequiredService<ISubscriberStore>().FindAsync(id, cancellationToken);
        return found is null ? Unknown(reader) : Show(services, found.Value);
    }, cancellationToken);

    public Task<int> ExportAsync(string reader, CancellationToken cancellationToken) => WithReaderAsync(reader, async (services, id) =>
    {
        if (await services.GetRequiredService<ExportReader>().RunAsync(id, cancellationToken) is not { } json)
        {
            return Unknown(reader);
        }

        terminal.Say(json);
        return ExitCodes.Done;
    }, cancellationToken);

    public Task<int> EraseAsync(string reader, bool neverAgain, CancellationToken cancellationToken) => WithReaderAsync(reader, async (services, id) =>
    {
        await services.GetRequiredService<EraseReader>().RunAsync(id, neverAgain, cancellationToken);
        terminal.Say(neverAgain ? "Erased; the address is never written to again." : "Erased.");
        return ExitCodes.Done;
    }, cancellationToken);

    public Task<int> SuppressAsync(string reader, CancellationToken cancellationToken) => WithReaderAsync(reader, async (services, id) =>
    {
        await services.GetRequiredService<SuppressAddress>().RunAsync(id, SuppressionReason.Manual, null, cancellationToken);
        terminal.Say("Nothing is sent to this address any more.");
        return ExitCodes.Done;
    }, cancellationToken);

    public Task<int> UnsuppressAsync(string reader, CancellationToken cancellationToken) => WithReaderAsync(reader, async (services, id) =>
    {
        if (!await services.GetRequiredService<SuppressAddress>().ReleaseAsync(id, cancellationToken))
        {
            terminal.Warn("This address does not stand on the suppression list.");
            return ExitCodes.Undone;
        }

        var now = (await services.GetRequiredService<ISubscriberStore>().FindAsync(id, cancellationToken))?.Value.State;
        terminal.Say(now == SubscriberState.Active ? "Taken off the list; the reader gets the digest again." : "Taken off the list; the reader has to subscribe anew.");
        return ExitCodes.Done;
    }, cancellationToken);

    private async Task<int> ListAsync(IServiceProvider services, SubscriberState? state, bool asJson, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<ISubscriberStore>();
        var table = terminal.NewTable("address", "state", "language", "frequency", "hour", "zone", "since", "id");
        var count = 0;
        foreach (var shard in SubscriberId.Shards)
        {
            await foreach (var reader in store.ListAsync(shard, cancellationToken))
            {
                if (state is not null && reader.State != state)
                {
                    continue;
                }

                count++;
                if (asJson)
                {
                    terminal.Say(JsonLines.Write(new
                    {
                        reader.Address,
                        State = reader.State.ToString(),
                        reader.Preferences.Language,
                        Frequency = reader.Preferences.Frequency.ToString(),
                        reader.Preferences.TimeZone,
                        reader.Since,
                        Id = reader.Id.Value,
                    }));
                }
                else
                {
                    table.AddCells(
                        reader.Address, reader.State.ToString(), reader.Preferences.Language, reader.Preferences.Frequency.ToString(),
                        reader.Preferences.Hour.ToString("HH:mm", CultureInfo.InvariantCulture), reader.Preferences.TimeZone, Day(reader.Since), reader.Id.Value);
                }
            }
        }

        if (!asJson)
        {
            terminal.Show($"Readers: {count}", table);
        }

        return ExitCodes.Done;
    }

    private async Task<int> AddAsync(IServiceProvider services, string text, string? proof, FormFields choices, CancellationToken cancellationToken)
    {
        var newsroom = services.GetRequiredService<IOptions<NewsroomOptions>>().Value;
        var standard = new Preferences { Language = newsroom.Language, TimeZone = newsroom.TimeZone };
        var (preferences, errors) = PreferencesForm.Read(choices, standard, services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (ReaderAddress.Read(text) is not { } address)
        {
            terminal.Warn($"'{text}' is no mail address.");
            return ExitCodes.Undone;
        }

        if (errors.Count > 0)
        {
            terminal.Warn(string.Join(' ', errors.Select(error => error.Sentence(Strings.For(ArticleReport.Language)))));
            return ExitCodes.Undone;
        }

        return proof is null
            ? await AskAsync(services, new(address, preferences), cancellationToken)
            : await AddAsync(services, new SignUp(address, preferences), proof, cancellationToken);
    }

    private async Task<int> AddAsync(IServiceProvider services, SignUp signUp, string proof, CancellationToken cancellationToken)
    {
        var outcome = await services.GetRequiredService<AddReader>().RunAsync(signUp, proof, cancellationToken);
        if (outcome == AddOutcome.Added)
        {
            terminal.Say($"{signUp.Address} gets the digest from now on.");
            return ExitCodes.Done;
        }

        terminal.Warn(outcome switch
        {
            AddOutcome.Known => $"{signUp.Address} gets the digest already; nothing was changed.",
            AddOutcome.HasLeft => $"{signUp.Address} has left; only the reader can come back, by subscribing anew (leave out --proof to ask by mail).",
            _ => $"{signUp.Address} stands on the suppression list; nothing was changed.",
        });
        return ExitCodes.Undone;
    }

    private async Task<int> AskAsync(IServiceProvider services, SignUp signUp, CancellationToken cancellationToken)
    {
        try
        {
            if (await services.GetRequiredService<AnswerSignUp>().RunAsync(signUp, cancellationToken))
            {
                terminal.Say($"A mail asks {signUp.Address} to confirm.");
                return ExitCodes.Done;
            }

            terminal.Warn($"{signUp.Address} is not written to: it stands on the suppression list, or was written to not long ago.");
        }
        catch (MailNotSentException failure)
        {
            terminal.Warn($"The mail to {signUp.Address} could not be sent: {failure.Message}");
        }

        return ExitCodes.Undone;
    }

    private int Show(IServiceProvider services, Subscriber reader)
    {
        var keys = services.GetRequiredService<KeyRing>();
        var links = services.GetRequiredService<SiteLinks>();
        var table = terminal.NewTable("", "");
        table.AddCells("address", reader.Address);
        table.AddCells("id", reader.Id.Value);
        table.AddCells("state", reader.State.ToString());
        table.AddCells("since", Day(reader.Since));
        table.AddCells("consent", reader.Consent is { } consent ? $"{Day(consent.At)}, {consent.Source}: {consent.Proof}" : "none");
        table.AddCells("language", reader.Preferences.Language);
        table.AddCells("frequency", reader.Preferences.Frequency + (reader.Preferences.Days.Count > 0 ? $" ({string.Join(", ", reader.Preferences.Days)})" : ""));
        table.AddCells("hour", $"{reader.Preferences.Hour.ToString("HH:mm", CultureInfo.InvariantCulture)} {reader.Preferences.TimeZone}");
        table.AddCells("paused until", reader.Preferences.PausedUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        table.AddCells("followed", string.Join(", ", reader.Preferences.Topics.Followed));
        table.AddCells("muted", string.Join(", ", reader.Preferences.Topics.Muted));
        terminal.Show("Reader", table);
        var token = new SubscriberToken(reader.Id, reader.TokenVersion);
        terminal.Say($"Preferences: {links.Preferences(keys.Sign(TokenPurpose.Preferences, token, expires: null))}");
        terminal.Say($"Unsubscribe: {links.Unsubscribe(keys.Sign(TokenPurpose.Unsubscribe, token, expires: null))}");
        return ExitCodes.Done;
    }

    private Task<int> WithReaderAsync(string text, Func<IServiceProvider, SubscriberId, Task<int>> work, CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, async (services, _) =>
        {
            if (Identifier.Is(text))
            {
                return await work(services, new SubscriberId(text));
            }

            if (ReaderAddress.Read(text) is { } address)
            {
                return await work(services, services.GetRequiredService<KeyRing>().IdOf(address));
            }

            terminal.Warn($"'{text}' is no mail address and no id of a reader.");
            return ExitCodes.Undone;
        }, cancellationToken);

    private int Unknown(string reader)
    {
        terminal.Warn($"Nothing is kept of {reader}.");
        return ExitCodes.Undone;
    }

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
