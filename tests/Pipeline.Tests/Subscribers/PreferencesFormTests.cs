using Pipeline.Subscribers;

namespace Pipeline.Tests.Subscribers;

public sealed class PreferencesFormTests
{
    [Fact]
    public void Read_EveryField_IsTaken()
    {
        var (read, errors) = Read(
            ("language", "en"), ("frequency", "chosendays"), ("days", "Sunday"), ("days", "mon"), ("hour", "6:30"), ("zone", "Australia/Lord_Howe"),
            ("paused_until", "2026-04-01"), ("followed", "Valmeuse\r\n Port-Hervé ;Valmeuse"), ("muted", "OpenAI"));

        Assert.Empty(errors);
        Assert.Equal(
            ("en", DigestFrequency.ChosenDays, new TimeOnly(6, 30), "Australia/Lord_Howe", new DateOnly(2026, 4, 1)),
            (read.Language, read.Frequency, read.Hour, read.TimeZone, read.PausedUntil));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Sunday], read.Days);
        Assert.Equal(["Valmeuse", "Port-Hervé"], read.Topics.Followed);
        Assert.Equal(["OpenAI"], read.Topics.Muted);
    }

    [Fact]
    public void Read_NothingSent_ChangesNothing()
    {
        var current = ReadersRoom.French with { Frequency = DigestFrequency.Weekly, Days = [DayOfWeek.Friday], PausedUntil = new(2026, 3, 1) };
        Assert.Equal((current, 0), (PreferencesForm.Read(new FormFields(), current, ReadersRoom.Start).Preferences, Read().Errors.Count));
    }

    [Fact]
    public void Read_BoxesUnticked_TakesTheDaysAway()
    {
        var (read, errors) = PreferencesForm.Read(
            new FormFields([("frequency", "Daily")]), ReadersRoom.French with { Days = [DayOfWeek.Friday] }, ReadersRoom.Start);
        Assert.Empty(errors);
        Assert.Empty(read.Days);
    }

    [Theory]
    [InlineData("language", "xx", "language")]
    [InlineData("frequency", "hourly", "frequency")]
    [InlineData("frequency", "2", "frequency")]
    [InlineData("frequency", "ChosenDays", "noDay")]
    [InlineData("frequency", "Weekly", "noDay")]
    [InlineData("days", "Mardi", "day")]
    [InlineData("hour", "25:00", "hour")]
    [InlineData("hour", "seven", "hour")]
    [InlineData("zone", "Mars/Olympus", "zone")]
    [InlineData("zone", "../../etc/passwd", "zone")]
    [InlineData("paused_until", "31/08/2026", "pause")]
    [InlineData("paused_until", "2026-03-04", "pausePast")]
    [InlineData("paused_until", "2027-03-07", "pauseFar")]
    [InlineData("followed", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "topicLong")]
    [InlineData("muted", "1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30;31;32;33;34;35;36;37;38;39;40;41;42;43;44;45;46;47;48;49;50;51", "topicMany")]
    public void Read_AFieldThatCannotBeTaken_HasAnErrorThatSaysWhy(string field, string value, string code)
    {
        var (_, errors) = Read((field, value));
        var error = Assert.Single(errors);
        Assert.Equal(code, error.Code);
        Assert.All(Strings.Languages, language => Assert.NotEmpty(error.Sentence(Strings.For(language))));
    }

    [Fact]
    public void Read_TheSameFollowedAndMuted_IsRefused() =>
        Assert.Equal("topicBoth", Assert.Single(Read(("followed", "Valmeuse"), ("muted", "VALMEUSE")).Errors).Code);

    [Fact]
    public void Read_HiddenCharactersInATopic_AreShown() =>
        Assert.Equal(["Val\uFFFDmeuse"], Read(("followed", "Val\u202Emeuse")).Preferences.Topics.Followed);

    [Fact]
    public void Read_APauseThatIsOverAndStoredAlready_IsNoError()
    {
        var current = ReadersRoom.French with { PausedUntil = new(2026, 3, 1) };
        Assert.Empty(PreferencesForm.Read(new FormFields([("paused_until", "2026-03-01")]), current, ReadersRoom.Start).Errors);
    }

    private static (Preferences Preferences, IReadOnlyList<FormError> Errors) Read(params (string, string)[] fields) =>
        PreferencesForm.Read(new FormFields(fields), ReadersRoom.French, ReadersRoom.Start);
}
