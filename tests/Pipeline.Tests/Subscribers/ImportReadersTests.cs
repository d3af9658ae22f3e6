using Pipeline.Subscribers;

namespace Pipeline.Tests.Subscribers;

public sealed class ImportReadersTests
{
    private const string Head = "address,language,consent_date,source,proof";

    private readonly ReadersRoom _room = new();
    private readonly List<RefusedRow> _refused = [];

    [Fact]
    public async Task Import_AFullLine_IsAnActiveReaderWithProofAndPreferences()
    {
        var outcome = await ImportAsync(
            "\uFEFF" + Head + ",frequency,days,hour,zone,followed\r\n"
            + "marie@example.org,en,2025-11-03,old list,\"form of\r\n3 November, signed \"\"M.\"\", marie@example.org\",weekly,mon,18:00,America/New_York,Valmeuse;Port-Hervé\r\n");

        Assert.Equal(new ImportOutcome(1, 0, 0, 0, 0), outcome);
        var reader = Assert.IsType<Subscriber>(await _room.ReaderAsync());
        Assert.Equal((SubscriberState.Active, new(2025, 11, 3, 0, 0, 0, TimeSpan.Zero), "old list"), (reader.State, reader.Consent!.At, reader.Consent.Source));
        Assert.Equal("form of 3 November, signed \"M.\", *", reader.Consent.Proof);
        Assert.Equal((DigestFrequency.Weekly, new TimeOnly(18, 0), "en"), (reader.Preferences.Frequency, reader.Preferences.Hour, reader.Preferences.Language));
        Assert.Equal(["Valmeuse", "Port-Hervé"], reader.Preferences.Topics.Followed);
    }

    [Fact]
    public async Task Import_BadLines_AreNamedAndTheOthersTaken()
    {
        var outcome = await ImportAsync($"""
            {Head}
            a@example.org,fr,2025-01-01,list,form
            not an address,fr,2025-01-01,list,form
            b@example.org,xx,2025-01-01,list,form
            c@example.org,fr,01/02/2025,list,form

            d@example.org,fr,2026-12-31,list,form
            e@example.org,fr,2025-01-01,list,
            f@example.org,fr,2025-01-01,list
            "g@example.org
            Bcc: x@example.org",fr,2025-01-01,list,form
            h@example.org,fr,2025-01-01T10:00:00+02:00,list,form
            """);

        Assert.Equal(
            [(3, "address"), (4, "language"), (5, "consentDate"), (7, "consentAhead"), (8, "missing"), (9, "columns"), (10, "address")],
            _refused.Select(row => (row.Line, row.Error.Code)));
        Assert.Equal(new ImportOutcome(2, 0, 0, 0, 7), outcome);
        Assert.NotNull(await _room.ReaderAsync("h@example.org"));
    }

    [Fact]
    public async Task Import_KnownLeftSuppressedAndDoubled_AreLeftAsTheyAre()
    {
        var active = await _room.ActiveAsync("active@example.org");
        var left = await _room.ActiveAsync("left@example.org");
        await _room.Unsubscribe.RunAsync(_room.TokenOf(left, TokenPurpose.Unsubscribe), Make.Token);
        await _room.Suppress.RunAsync(_room.Keys.IdOf("no@example.org"), SuppressionReason.Imported, null, Make.Token);
        var text = $"{Head}\n" + string.Concat(new[] { "active", "left", "no", "new", "NEW" }.Select(name => $"{name}@example.org,en,2025-01-01,list,form\n"));

        Assert.Equal(new ImportOutcome(1, 3, 1, 1, 0), await ImportAsync(text));
        Assert.Equal(new ImportOutcome(0, 4, 1, 1, 0), await ImportAsync(text));
        Assert.Equal(active, await _room.ReaderAsync("active@example.org"));
        Assert.Equal(SubscriberState.Unsubscribed, (await _room.ReaderAsync("left@example.org"))!.State);
        Assert.Null(await _room.ReaderAsync("no@example.org"));
    }

    [Fact]
    public async Task Import_Semicolons_AreReadAsFrenchSpreadsheetsWriteThem()
    {
        Assert.Equal(1, (await ImportAsync($"{Head.Replace(',', ';')}\nmarie@example.org;fr;2025-01-01;liste;\"formulaire, papier\"\n")).Added);
        Assert.Equal("formulaire, papier", (await _room.ReaderAsync())!.Consent!.Proof);
    }

    [Theory]
    [InlineData("")]
    [InlineData("address,language\n")]
    [InlineData("address,language,consent_date,source,proof,colour\n")]
    [InlineData("address,address,language,consent_date,source,proof\n")]
    [InlineData("address,language,consent_date,source,proof\n\"a@example.org,fr,2025-01-01,list,form\n")]
    public async Task Import_AListThatCannotBeRead_SaysWhy(string text) =>
        Assert.NotEmpty((await Assert.ThrowsAsync<FormatException>(() => ImportAsync(text))).Message);

    [Fact]
    public async Task Import_AHundredThousandLines_IsReadAsAStream()
    {
        const int Lines = 100_000;
        using var text = new GeneratedLines(Head, Lines, line => $"reader{line}@example.org,{(line % 2 == 0 ? "fr" : "en")},2025-01-01,list,form {line}");
        var outcome = await _room.Import.RunAsync(text, _refused.Add, Make.Token);

        Assert.Equal(new ImportOutcome(Lines, 0, 0, 0, 0), outcome);
        var count = 0;
        foreach (var shard in SubscriberId.Shards)
        {
            count += await _room.Readers.ListAsync(shard, Make.Token).CountAsync(Make.Token);
        }

        Assert.Equal(Lines, count);
    }

    [Fact]
    public async Task Suppressions_OutAndInAgain_AreTheSameListWithoutAddresses()
    {
        var import = new ImportSuppressions(_room.Suppress, _room.Suppressions, _room.Keys);
        Assert.Equal(2, await import.RunAsync(
            new StringReader("address,reason,detail\nmarie@example.org,complained,\"said marie@example.org\"\njean@example.org,,=1+1\nnobody,,\n"), _refused.Add, Make.Token));
        Assert.Equal(4, Assert.Single(_refused).Line);

        var lines = await import.ExportAsync(Make.Token).ToListAsync(Make.Token);
        Assert.Equal("id,reason,at,detail", lines[0]);
        Assert.DoesNotContain(lines, line => line.Contains("example.org", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("\"'=1+1\"", StringComparison.Ordinal));

        var other = new ReadersRoom();
        Assert.Equal(2, await new ImportSuppressions(other.Suppress, other.Suppressions, other.Keys).RunAsync(new StringReader(string.Join('\n', lines)), _refused.Add, Make.Token));
        var entry = Assert.IsType<Suppression>(await other.Suppressions.FindAsync(_room.Id, Make.Token));
        Assert.Equal((SuppressionReason.Complained, "said *"), (entry.Reason, entry.Detail));
    }

    private Task<ImportOutcome> ImportAsync(string text) => _room.Import.RunAsync(new StringReader(text), _refused.Add, Make.Token);

    /// <summary>A list that is never in memory as a whole.</summary>
    private sealed class GeneratedLines(string head, int lines, Func<int, string> line) : TextReader
    {
        private int _next;

        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult(_next > lines ? null : _next++ == 0 ? head : line(_next - 1));
    }
}
