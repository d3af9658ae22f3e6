using System.Globalization;
using Pipeline.Soak;
using Pipeline.Soak.Merging;
using Pipeline.Soak.Sending;

// Arguments: "files" and how many; "merge" and how many articles; "calls" and numbers of events; "costs" and how many articles are there before;
// "sending", how many readers and how many mails.
if (args is ["merge", var articles])
{
    Console.WriteLine(await MergingSpeed.MeasureAsync(int.Parse(articles, CultureInfo.InvariantCulture), CancellationToken.None));
    return 0;
}

if (args is ["calls", .. var sizes])
{
    int[] events = [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
    await StoreCalls.RunAsync(events, Console.WriteLine, CancellationToken.None);
    await StorageCalls.RunAsync(events, Console.WriteLine, CancellationToken.None);
    return 0;
}

if (args is ["sending", var readers, var mails])
{
    var isFastEnough = await SendingSpeed.RunAsync(
        int.Parse(readers, CultureInfo.InvariantCulture), int.Parse(mails, CultureInfo.InvariantCulture), Console.WriteLine, CancellationToken.None);
    return isFastEnough ? 0 : 1;
}

if (args is ["costs", var stored])
{
    await IngestionCalls.RunAsync(int.Parse(stored, CultureInfo.InvariantCulture), Console.WriteLine, CancellationToken.None);
    return 0;
}

if (args is not ["files", var number] || !int.TryParse(number, CultureInfo.InvariantCulture, out var count) || count < 1)
{
    await Console.Error.WriteLineAsync("Say 'files N', 'merge N', 'costs N', 'calls N N ...' or 'sending READERS MAILS'.");
    return 2;
}

var clock = System.Diagnostics.Stopwatch.StartNew();
var figures = await new FilesAtOnce(count, line => Console.WriteLine(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds,5:F0} s  {line}"))).RunAsync(CancellationToken.None);
Console.WriteLine(figures);
foreach (var error in figures.Account.Errors.Take(20))
{
    Console.WriteLine(error);
}

if (figures.BothPeakBytes >= Figures.MaxBytes || figures.WorkerPeakBytes >= Figures.MaxBytes)
{
    Console.WriteLine("The host took too much memory.");
    return 1;
}

return figures.Account.Errors.Count == 0 ? 0 : 1;
