using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters.Tests.Backups;
using Pipeline.Adapters.Tests.Crash;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Extraction;

namespace Pipeline.Adapters.Tests.Reingestion;

/// <summary>Articles read again after a change of rules, while others arrive.</summary>
public sealed partial class ReingestArticlesTests(CrashAccounts accounts) : IClassFixture<CrashAccounts>
{
    private const int Old = 12;
    private const int New = 6;

    private static readonly (string Town, string Person)[] s_stories =
    [
        ("Valmeuse", "Berthe Salvan"), ("Castelrive", "Ulysse Quentin"), ("Harbignac", "Odile Perraud"), ("Montcorbeau", "Gaspard Illy"), ("Ternouville", "Flora Dambreuse"),
        ("Ribaucourt", "Yann Kermadec"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_WhileNewArticlesArrive_EndsAsWithoutItAndTellsNothingTwice()
    {
        var (plain, again) = (accounts.Take(), accounts.Take());
        var expected = await RunAsync(plain, reingest: false);
        var actual = await RunAsync(again, reingest: true);

        Assert.Equal(expected.First, actual.First);
        Assert.Equal(expected.Second, actual.Second);
        Assert.Contains("station 0 de", expected.First, StringComparison.Ordinal);
        Assert.Contains("station 17 de", expected.Second, StringComparison.Ordinal);
        var (state, other) = (await StateAsync(plain), await StateAsync(again));
        Assert.Contains(state, line => line.StartsWith("events/", StringComparison.Ordinal));
        Assert.Contains(state, line => line.StartsWith("stories/", StringComparison.Ordinal));
        Assert.Equal(state, other);
    }

    [Fact]
    public async Task All_AfterAChangeOfRules_FindsWhatTheOldRulesMissedAndGoesOnWhereItWasStopped()
    {
        var storage = accounts.Take();
        await using (var before = await Newsroom.OpenAsync(storage, Token, OldRules))
        {
            await DropAsync(before, 0, Old);
            await before.IngestAllAsync(Token);
            Assert.Equal(0, (await before.SendDigestAsync(Token)).Planned);
        }

        await using var after = await Newsroom.OpenAsync(storage, Token);
        var reingest = after.Get<ReingestArticles>();
        Assert.Equal(Old, await reingest.CountAsync(withCurrent: false, Token));
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(Token))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reingest.RunAsync(
                withCurrent: false,
                now =>
                {
                    if (now.Read == 3)
                    {
                        stop.Cancel();
                    }
                },
                stop.Token));
        }

        // What was in hand when it was stopped is ended by the sweeper, as every ten minutes.
        await after.Get<SweepOutboxes>().RunAsync(TimeSpan.Zero, Token);
        var left = await reingest.CountAsync(withCurrent: false, Token);
        Assert.InRange(left, 1, Old - 3);
        var rest = await reingest.RunAsync(withCurrent: false, _ => { }, Token);

        Assert.Equal(new Articles.Reingestion(left, 0, 0), rest);
        Assert.Equal(0, await reingest.CountAsync(withCurrent: false, Token));
        Assert.Equal(1, (await after.SendDigestAsync(Token)).Planned);
        Assert.Contains(s_stories[2].Town, Assert.Single(after.Mails), StringComparison.Ordinal);

        // Read again by the same rules, nothing is another thing, and nothing is told again.
        Assert.Equal(new Articles.Reingestion(Old, 0, 0), await reingest.RunAsync(withCurrent: true, _ => { }, Token));
        Assert.Equal(0, (await after.SendDigestAsync(Token)).Planned);
        Assert.Single(after.Mails);
    }

    [Fact]
    public async Task All_AnArticleThatTheNewRulesRefuseAndOneWhoseFileIsGone_AreCounted()
    {
        var storage = accounts.Take();
        await using (var before = await Newsroom.OpenAsync(storage, Token, OldRules))
        {
            await DropAsync(before, 0, 3);
            await before.IngestAllAsync(Token);
        }

        await using var after = await Newsroom.OpenAsync(storage, Token, services => services.AddSingleton<ReadFile>(provider => (file, token) =>
            file.Name.Contains("01", StringComparison.Ordinal)
                ? new ExtractOutcome.Refused(new Rejection(RejectionCode.Damaged))
                : provider.GetRequiredService<ExtractArticle>().Run(file, token)));
        await after.Blob(NameOf(2)).DeleteAsync(cancellationToken: Token);

        Assert.Equal(new Articles.Reingestion(2, 1, 1), await after.Get<ReingestArticles>().RunAsync(withCurrent: false, _ => { }, Token));
    }

    [Fact]
    public async Task All_AReaderThatFails_IsTriedAsOftenAsAnyOtherAndThenTheArticleIsRefused()
    {
        var storage = accounts.Take();
        await using (var before = await Newsroom.OpenAsync(storage, Token, OldRules))
        {
            await DropAsync(before, 0, 1);
            await before.IngestAllAsync(Token);
        }

        await using var after = await Newsroom.OpenAsync(storage, Token, services => services.AddSingleton<ReadFile>((_, _) => throw new InvalidDataException("It fails.")));
        var reingest = after.Get<ReingestArticles>();
        await Assert.ThrowsAsync<InvalidDataException>(() => reingest.RunAsync(withCurrent: false, _ => { }, Token));
        await Assert.ThrowsAsync<InvalidDataException>(() => reingest.RunAsync(withCurrent: false, _ => { }, Token));

        Assert.Equal(new Articles.Reingestion(1, 1, 0), await reingest.RunAsync(withCurrent: false, _ => { }, Token));
    }

    // Two processes as far as the stores can tell: each has locks of its own.
    private static async Task<(string First, string Second)> RunAsync(string storage, bool reingest)
    {
        await using var host = await Newsroom.OpenAsync(storage, Token, reingest ? OtherRules : null);
        await using var desk = await Newsroom.OpenAsync(storage, Token);
        await DropAsync(host, 0, Old);
        await host.IngestAllAsync(Token);
        await host.SendDigestAsync(Token);

        await DropAsync(host, Old, New);
        var arriving = Parallel.ForEachAsync(
            Enumerable.Range(Old, New), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Token },
            async (number, token) => await host.IngestAsync(NameOf(number), token));
        if (reingest)
        {
            var tally = await desk.Get<ReingestArticles>().RunAsync(withCurrent: true, _ => { }, Token);
            Assert.InRange(tally.Read, Old, Old + New);
        }

        await arriving;
        Assert.Equal(1, (await host.SendDigestAsync(Token)).Planned);
        Assert.Equal(2, host.Mails.Count);
        return (Addresses().Replace(host.Mails[0], ""), Addresses().Replace(host.Mails[1], ""));
    }

    private static async Task DropAsync(Newsroom newsroom, int first, int count)
    {
        foreach (var number in Enumerable.Range(first, count))
        {
            await newsroom.DropAsync(NameOf(number), TextOf(number), Token);
        }
    }

    private static string NameOf(int number) => $"a{number:00}.txt";

    // The old articles tell four stories, each three times; the new ones go on with them and begin two more. Articles of one story share an event.
    private static string TextOf(int number)
    {
        var (town, person) = s_stories[number < Old ? number % 4 : number % s_stories.Length];
        return $"date 2026-05-{10 + (number / 4):00}\nLa ligne de {town} vue par {person}\n"
            + $"La ministre {person} a inauguré la station {number} de {town} le {5 + (number / 4)} mai 2026 devant la presse locale. "
            + $"Le conseil municipal de {town} a adopté le budget de la ligne le 4 mai 2026 à la demande de {person}.";
    }

    private static void OtherRules(IServiceCollection services) => services.AddSingleton(new ReadingRules("old"));

    // The rules of a program that saw no date at all.
    private static void OldRules(IServiceCollection services)
    {
        OtherRules(services);
        services.AddSingleton<ReadFile>(provider => (file, token) => provider.GetRequiredService<ExtractArticle>().Run(file, token) is ExtractOutcome.Extracted read
            ? new ExtractOutcome.Extracted(read.Article, new ExtractionResult([], [], []))
            : throw new InvalidOperationException("The old rules read every article."));
    }

    // The rules that read an article are another thing after it was read again, which is a version of its own, by the same name once numbers are masked; that is all.
    private static async Task<string[]> StateAsync(string storage) =>
    [
        .. (await StorageState.ReadAsync(storage, Token)).Split('\n').Where(line => OfArticles().IsMatch(line)).Select(line => ReadBy().Replace(line, ""))
            .GroupBy(line => line, StringComparer.Ordinal).SelectMany(same => OfVersion().IsMatch(same.Key) ? same.Take(1) : same),
    ];

    [GeneratedRegex("^articles/[^/]+/v~")]
    private static partial Regex OfVersion();

    // Each has its own digests, whose texts are compared by themselves.
    [GeneratedRegex("^(articles|outboxes|contents|events|eventsByDate|changes|stories|storyKeys|articleStories|quarantine|receipts)/")]
    private static partial Regex OfArticles();

    // Links carry the issue's instant.
    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Addresses();

    [GeneratedRegex(",?\"readBy\":\"[^\"]*\"")]
    private static partial Regex ReadBy();
}
