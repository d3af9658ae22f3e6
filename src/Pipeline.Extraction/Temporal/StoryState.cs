namespace Pipeline.Extraction.Temporal;

/// <summary>What the second pass knows at a place of the text.</summary>
internal sealed class StoryState
{
    /// <summary>A day this many days off the publication is another story's...</summary>
    private const int FarDays = 45;

    /// <summary>...once this many sentences have passed.</summary>
    private const int NearSentences = 2;

    /// <summary>A bare day's number ("le 14") is one of the month told at most this many sentences before.</summary>
    private const int SentencesOfMonth = 4;

    /// <summary>A year told with a day still serves the days near it, so many sentences on.</summary>
    private const int SentencesOfYear = 6;

    /// <summary>So many days apart, two days belong to one affair.</summary>
    private const int NearDays = 3;

    /// <summary>An hour that falls back by so much has passed midnight.</summary>
    private const int HalfDay = 12;

    /// <summary>By month, the day last told with its year.</summary>
    private DateOnly[]? _dated;

    /// <summary>"Ce même mercredi" is a day told in so many sentences before, however that was named.</summary>
    private const int SentencesOfSame = 3;

    /// <summary>By weekday, the day last told by its name.</summary>
    private readonly DateOnly?[] _named = new DateOnly?[8];

    /// <summary>By weekday, the day last told and the number of its sentence.</summary>
    private readonly (DateOnly Day, int Sentence)?[] _told = new (DateOnly, int)?[8];

    private int _sentence;

    /// <summary>The first day of what was last told in any precision.</summary>
    private DateOnly? _last;

    private int _sentencesSinceDay;

    /// <summary>The day last told with its year.</summary>
    private DateOnly? _full;

    private int _sentencesSinceFull;

    private DateOnly? _month;

    private int _sentencesSinceMonth;

    /// <summary>Day and hour of the last line of a chronicle ("Lundi 1er septembre, 20h21. ..."), or null.</summary>
    private (DateOnly Day, int Hour)? _entry;

    /// <summary>The hour that heads the entry of a live blog.</summary>
    private int _heading;

    public StoryState(DateOnly published, bool narrative)
    {
        Published = published;
        IsNarrative = narrative;
    }

    /// <summary>The publication day (DCT).</summary>
    public DateOnly Published { get; }

    /// <summary>The text is history: dates follow the story and not the publication.</summary>
    public bool IsNarrative { get; }

    /// <summary>The day last told, or null before the first.</summary>
    public DateOnly? Day { get; private set; }

    /// <summary>
    /// The day of an hour that stands alone: the story's, but the publication's after a look back at days long past and in a live blog, where
    /// only an hour later than that of its entry may be one of the day before.
    /// </summary>
    public DateOnly DayOfHour(int? hour) => Day is not { } day || (HasHeadings ? !(hour > _heading && day == Published.PlusDays(-1)) : !IsNarrative && IsLookBack(day))
        ? Published
        : day;

    private bool IsLookBack(DateOnly day) => _sentencesSinceDay > NearSentences && Math.Abs(day.DayNumber - Published.DayNumber) > FarDays;

    /// <summary>The first day of the month or day last told, as long as a bare day's number may still belong to it; else null.</summary>
    public DateOnly? Month => _sentencesSinceMonth <= SentencesOfMonth ? _month : null;

    /// <summary>From where a relative date counts.</summary>
    public DateOnly DayOf(Origin origin, TimeUnit unit) => origin switch
    {
        Origin.Publication => Published,
        Origin.Reference => Reference,
        _ => (unit >= TimeUnit.Month ? _last : Day) ?? Published,
    };

    /// <summary>From where a date without a year, a month without a year or a weekday is sought.</summary>
    public DateOnly Reference => IsNarrative ? _last ?? Published : Published;

    /// <summary>The year that a date without one takes over from the story, or null where the nearest year is meant.</summary>
    public int? GoverningYear { get; private set; }

    /// <summary>In history, the year last told with neither day nor month: "In 1995" opens the year for the "In March" behind it.</summary>
    public int? OpenYear { get; private set; }

    /// <summary>The text is cut by hours that head their lines, as a live blog is.</summary>
    public bool HasHeadings { get; private set; }

    /// <summary>The part of the day last told, or null.</summary>
    public string? PartOfDay { get; private set; }

    /// <summary>A day was told, with a part of it or without.</summary>
    public void Tell(DateOnly day, bool explicitYear, string? partOfDay)
    {
        Day = day;
        _told[day.IsoWeekday()] = (day, _sentence);
        _sentencesSinceDay = 0;
        PartOfDay = partOfDay;
        TellCoarse(DateSpan.Day(day), explicitYear);
        if (explicitYear)
        {
            (_dated ??= new DateOnly[12])[day.Month - 1] = day;
            _full = day;
            _sentencesSinceFull = 0;
        }
    }

    /// <summary>The text is back at the day of publication.</summary>
    public void ReturnToPublication() => (Day, PartOfDay) = (Published, null);

    /// <summary>A day was told by the name of its weekday.</summary>
    public void Name(DateOnly day) => _named[day.IsoWeekday()] = day;

    /// <summary>The day that "ce même vendredi" repeats: one just told, one told by that name, or the one nearest to the story's day.</summary>
    public DateOnly Same(int weekday) => _told[weekday] is { } told && _sentence - told.Sentence <= SentencesOfSame
        ? told.Day
        : _named[weekday] ?? (Day ?? Published).NearestWeekday(weekday);

    /// <summary>The year in which a day so near to this one was told with its year: the eve of "16 June 2019" is of 2019; null where none was.</summary>
    public int? YearOfNeighbour(int month, int day) =>
        month is >= 1 and <= 12 && _dated?[month - 1] is { } told && told != default && Math.Abs(told.Day - day) <= NearDays ? told.Year : null;

    /// <summary>The day last told with its year, as long as it may still lend that to days near it; else null.</summary>
    public DateOnly? Full => _sentencesSinceFull <= SentencesOfYear ? _full : null;

    /// <summary>A month or year was told.</summary>
    public void TellCoarse(DateSpan date, bool explicitYear)
    {
        _last = date.First;
        OpenYear = IsNarrative && date.Precision == DatePrecision.Year ? date.First.Year : null;
        if (date.Precision is DatePrecision.Day or DatePrecision.Month)
        {
            _month = date.First;
            _sentencesSinceMonth = 0;
        }

        if (explicitYear)
        {
            GoverningYear = date.First.Year;
        }
    }

    /// <summary>The text went on by so many sentences: in news the year of an aside no longer governs.</summary>
    public void LeaveSentences(int count)
    {
        _sentence += count;
        _sentencesSinceDay += count;
        _sentencesSinceMonth += count;
        _sentencesSinceFull += count;
        GoverningYear = IsNarrative ? GoverningYear : null;
    }

    /// <summary>A line is headed by a day before the publication and an hour: hours that head the next lines count on from there.</summary>
    public void OpenChronicle(DateOnly day, int hour) => _entry = day < Published ? (day, hour) : null;

    /// <summary>An hour heads a line: the next of a chronicle, over midnight too, or an entry of a live blog, which is back at the publication day.</summary>
    public void Head(int hour)
    {
        PartOfDay = null;
        _sentencesSinceDay = 0;
        if (_entry is { } last)
        {
            Day = hour + HalfDay <= last.Hour ? last.Day.PlusDays(1) : last.Day;
            _entry = (Day.Value, hour);
            return;
        }

        Day = Published;
        HasHeadings = true;
        _heading = hour;
    }
}
