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

    /// <summary>So many days apart, two days belong to one affair.</summary>
    private const int NearDays = 3;

    /// <summary>By month, the day last told with its year.</summary>
    private DateOnly[]? _dated;

    /// <summary>The first day of what was last told in any precision.</summary>
    private DateOnly? _last;

    private int _sentencesSinceDay;

    private DateOnly? _month;

    private int _sentencesSinceMonth;

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

    /// <summary>The day of an hour that stands alone: the story's, but the publication's under clock headings and after a look back at days long past.</summary>
    public DateOnly DayOfHour => HasHeadings || Day is null || (!IsNarrative && IsLookBack(Day.Value)) ? Published : Day.Value;

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

    /// <summary>The text is cut by clock headings, as a live blog is.</summary>
    public bool HasHeadings { get; private set; }

    /// <summary>The part of the day last told, or null.</summary>
    public string? PartOfDay { get; private set; }

    /// <summary>A day was told, with a part of it or without.</summary>
    public void Tell(DateOnly day, bool explicitYear, string? partOfDay)
    {
        Day = day;
        _sentencesSinceDay = 0;
        PartOfDay = partOfDay;
        TellCoarse(DateSpan.Day(day), explicitYear);
        if (explicitYear)
        {
            (_dated ??= new DateOnly[12])[day.Month - 1] = day;
        }
    }

    /// <summary>The year in which a day so near to this one was told with its year: the eve of "16 June 2019" is of 2019; null where none was.</summary>
    public int? YearOfNeighbour(int month, int day) =>
        month is >= 1 and <= 12 && _dated?[month - 1] is { } told && told != default && Math.Abs(told.Day - day) <= NearDays ? told.Year : null;

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
        _sentencesSinceDay += count;
        _sentencesSinceMonth += count;
        GoverningYear = IsNarrative ? GoverningYear : null;
    }

    /// <summary>The story is back at the publication day, as under the clock heading of a live blog.</summary>
    public void Return()
    {
        Day = Published;
        HasHeadings = true;
    }
}
