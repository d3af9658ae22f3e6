using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;
using Pipeline.Adapters.Mail;

namespace Pipeline.Adapters.Readiness;

/// <summary>
/// Looks whether storage and mail server can be reached as the app reaches them; no mail is sent and nobody signs in. What was seen holds for some seconds, so that
/// whoever asks often does not make the app knock often. Thread-safe.
/// </summary>
public sealed class AppReadiness : IDisposable
{
    internal const string MailServer = "smtp";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_validity = TimeSpan.FromSeconds(5);

    private readonly List<(string Name, Func<CancellationToken, Task<ReadinessProblem?>> Look)> _checks = [];
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ReadinessReport? _last;
    private long _lastAt;

    /// <summary>Looks at these services; the mail server is looked at only where one is set.</summary>
    public AppReadiness(BlobServiceClient blobs, TableServiceClient tables, QueueServiceClient queues, IOptions<SmtpOptions> smtp, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(smtp);
        _time = time;
        _checks.Add(("blobs", token => OfStorageAsync(() => LookIntoContainerAsync(blobs, token))));
        _checks.Add(("tables", token => OfStorageAsync(() => LookIntoTableAsync(tables, token))));
        _checks.Add(("queues", token => OfStorageAsync(() => queues.GetQueueClient(StorageLayout.DeliveriesQueue).GetPropertiesAsync(token))));
        if (!string.IsNullOrWhiteSpace(smtp.Value.Host))
        {
            _checks.Add((MailServer, token => OfMailServerAsync(smtp, token)));
        }
    }

    /// <summary>Looks at everything at once, each within five seconds.</summary>
    public async Task<ReadinessReport> RunAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_last is null || _time.GetElapsedTime(_lastAt) >= s_validity)
            {
                _last = new([.. await Task.WhenAll(_checks.Select(check => RunAsync(check.Name, check.Look, cancellationToken))).ConfigureAwait(false)]);
                _lastAt = _time.GetTimestamp();
            }

            return _last;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<ReadinessResult> RunAsync(string name, Func<CancellationToken, Task<ReadinessProblem?>> look, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        ReadinessProblem? problem;
        try
        {
            problem = await look(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            problem = ReadinessProblem.TooSlow;
        }

        return new(name, problem, (long)_time.GetElapsedTime(began).TotalMilliseconds);
    }

    private static async Task LookIntoContainerAsync(BlobServiceClient blobs, CancellationToken cancellationToken) =>
        await blobs.GetBlobContainerClient(StorageLayout.ArticlesContainer).GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);

    // The first row, whichever it is: a look for a certain one would read the whole table on an emulator.
    private static async Task LookIntoTableAsync(TableServiceClient tables, CancellationToken cancellationToken) =>
        _ = await tables.GetTableClient(StorageLayout.ArticlesTable)
            .QueryAsync<TableEntity>(maxPerPage: 1, select: ["PartitionKey"], cancellationToken: cancellationToken)
            .AsPages().FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);

    private static async Task<ReadinessProblem?> OfStorageAsync(Func<Task> look)
    {
        try
        {
            await look().ConfigureAwait(false);
            return null;
        }
        catch (RequestFailedException failure)
        {
            return failure.Status switch
            {
                0 => ReadinessProblem.Unreachable,
                401 or 403 => ReadinessProblem.Forbidden,
                404 => ReadinessProblem.Missing,
                _ => ReadinessProblem.Failing,
            };
        }
        catch (AuthenticationFailedException)
        {
            return ReadinessProblem.Forbidden;
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is RequestFailedException { Status: 0 } or OperationCanceledException))
        {
            return ReadinessProblem.Unreachable;
        }
    }

    private static async Task<ReadinessProblem?> OfMailServerAsync(IOptions<SmtpOptions> smtp, CancellationToken cancellationToken)
    {
        var answer = await SmtpProbe.RunAsync(smtp.Value, signsIn: false, cancellationToken).ConfigureAwait(false);
        return answer.Failed switch
        {
            null => null,
            SmtpStep.Connect => ReadinessProblem.Unreachable,
            _ => ReadinessProblem.Failing,
        };
    }
}
