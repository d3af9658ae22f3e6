using System.Diagnostics;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.LocalHost.Reports;

/// <summary>Says what was read: each article by itself, or how far it has come where a whole folder was dropped. Thread-safe.</summary>
internal sealed class ReadingReport(ArticleReport articles, BlobLoop blobs, Terminal terminal)
{
    // More at once than anybody reads through.
    private const int Crowd = 25;
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private Stopwatch? _clock;
    private TimeSpan _said;
    private int _read;

    /// <summary>Shows the blob that was done, whose handling began at <paramref name="began"/>.</summary>
    public Task ShowAsync(string blobName, DateTimeOffset began, CancellationToken cancellationToken)
    {
        // What is being done still counts: one left is this one.
        var left = blobs.InHand - 1;
        lock (_gate)
        {
            if (_clock is not null || left >= Crowd)
            {
                Count(left);
                return Task.CompletedTask;
            }
        }

        return articles.ShowAsync(blobName, began, cancellationToken);
    }

    private void Count(int left)
    {
        _clock ??= Stopwatch.StartNew();
        _read++;
        if (left <= 0)
        {
            terminal.Say(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_read:N0} files read in {_clock.Elapsed.TotalSeconds:N0} s; what became of each is in the container receipts."));
            (_clock, _read, _said) = (null, 0, TimeSpan.Zero);
        }
        else if (_clock.Elapsed - _said >= s_pace)
        {
            _said = _clock.Elapsed;
            terminal.Note(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_read:N0} files read, {left:N0} to go ..."));
        }
    }
}
