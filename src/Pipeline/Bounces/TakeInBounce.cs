using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pipeline.Bounces;

/// <summary>
/// Takes in a mail that came back and was dropped into container <c>bounces</c>. What is understood goes from there, since it names a person; what is not is left
/// with a receipt that says why. The same file twice does the same once. Thread-safe.
/// </summary>
public sealed partial class TakeInBounce
{
    private readonly IBounceMails _mails;
    private readonly IBounceStore _bounces;
    private readonly BounceReader _reader;
    private readonly ApplyBounce _apply;
    private readonly BounceOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TakeInBounce> _logger;

    /// <summary>A use case over these stores.</summary>
    public TakeInBounce(
        IBounceMails mails, IBounceStore bounces, BounceReader reader, ApplyBounce apply, IOptions<BounceOptions> options, TimeProvider time,
        ILogger<TakeInBounce> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _mails = mails;
        _bounces = bounces;
        _reader = reader;
        _apply = apply;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>The receipt of file <paramref name="name"/>; null where it is gone. Broken storage throws; nothing else does.</summary>
    public async Task<BounceReceipt?> RunAsync(string name, CancellationToken cancellationToken)
    {
        if (await _mails.ReadAsync(name, _options.MaxMailBytes, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            return null;
        }

        var reading = file.Value.Length > _options.MaxMailBytes
            ? new BounceReading.Unknown(BounceReasons.TooLarge)
            : _reader.Read(file.Value, cancellationToken);
        var (isTakenIn, outcome) = reading switch
        {
            BounceReading.Report report => await ApplyAsync(report, cancellationToken).ConfigureAwait(false),
            BounceReading.Unknown unknown => (false, unknown.Reason),
            _ => throw new InvalidOperationException($"Unknown reading {reading.GetType().Name}."),
        };

        var receipt = new BounceReceipt(Identifier.Of(name, Identifier.Of(file.Value.Span)), name, _time.GetUtcNow(), isTakenIn, outcome);
        await _bounces.SaveReceiptAsync(receipt, cancellationToken).ConfigureAwait(false);
        if (isTakenIn)
        {
            await _mails.DeleteAsync(name, file.Version, cancellationToken).ConfigureAwait(false);
            LogTakenIn(_logger, receipt.Id, outcome);
        }
        else
        {
            LogLeft(_logger, receipt.Id, outcome);
        }

        return receipt;
    }

    private async Task<(bool IsTakenIn, string Outcome)> ApplyAsync(BounceReading.Report report, CancellationToken cancellationToken)
    {
        var effects = new List<BounceEffect>();
        foreach (var notice in report.Notices)
        {
            effects.Add(await _apply.RunAsync(notice, cancellationToken).ConfigureAwait(false));
        }

        var known = effects.Where(effect => effect != BounceEffect.ReaderUnknown).ToList();
        return known.Count == 0 ? (false, BounceReasons.ReaderUnknown) : (true, known.Max().ToString());
    }
}
