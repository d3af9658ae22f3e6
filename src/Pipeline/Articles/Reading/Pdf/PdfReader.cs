using System.Globalization;
using System.Runtime.ExceptionServices;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;

namespace Pipeline.Articles.Reading.Pdf;

/// <summary>
/// PDF with a text layer. The parser runs on a thread of its own that is left behind when its time is over, so that a document without end cannot
/// hold up the queue. What the thread goes on using is the host's to end: it counts the attempts of a file and restarts a worker that does not come to rest.
/// </summary>
internal sealed class PdfReader(PdfOptions options) : IFileReader
{
    private const int MaxHead = 1_024; // Some writers put lines of their own before the signature; readers look for it here.
    private const int MaxStackBytes = 16 * 1024 * 1024;
    private const int MaxObjectDepth = 128;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, MaxHead)];
        return head.StartsWith("%PDF-"u8) || (head.IndexOf("\n%PDF-"u8) >= 0 && head.Contains((byte)0));
    }

    /// <inheritdoc/>
    public FormatOutcome Read(RawFile file, CancellationToken cancellationToken)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        budget.CancelAfter(TimeSpan.FromSeconds(options.MaxSeconds));
        var token = budget.Token;
        var done = new TaskCompletionSource<FormatOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(file, done, token), MaxStackBytes) { IsBackground = true, Name = nameof(PdfReader) }.Start();
        try
        {
            done.Task.Wait(token);
            return done.Task.Result;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FormatOutcome.Refused(new Rejection(RejectionCode.TooSlow, options.MaxSeconds.ToString(CultureInfo.InvariantCulture)));
        }
        catch (AggregateException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private void Run(RawFile file, TaskCompletionSource<FormatOutcome> done, CancellationToken token)
    {
        try
        {
            done.SetResult(Parse(file, token));
        }
        catch (OperationCanceledException)
        {
            done.SetCanceled(token);
        }
        catch (Exception e)
        {
            done.SetException(e); // Goes on in the thread that waits; an exception of this one would end the process.
        }
    }

    private FormatOutcome Parse(RawFile file, CancellationToken token)
    {
        try
        {
            using var document = PdfDocument.Open(
                file.Bytes, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, ClipPaths = false, MaxStackDepth = MaxObjectDepth });
            return PdfText.Of(document, options, token);
        }
        catch (PdfDocumentEncryptedException)
        {
            return new FormatOutcome.Refused(new Rejection(RejectionCode.Encrypted, "PDF"));
        }
        catch (PdfDocumentStackDepthException)
        {
            return new FormatOutcome.Refused(new Rejection(RejectionCode.Damaged)); // Objects that refer to each other in a loop.
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            // The parser has types of its own for some damages and lets what .NET throws through for the others: whatever it is, the file is the cause.
            return new FormatOutcome.Refused(new Rejection(RejectionCode.Damaged));
        }
    }
}
