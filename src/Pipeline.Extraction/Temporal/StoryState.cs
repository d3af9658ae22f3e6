namespace Pipeline.Extraction.Temporal;

/// <summary>What the second pass knows at a place of the text.</summary>
internal sealed class StoryState
{
    /// <summary>The first day of what was last told in any precision.</summary>
    private DateOnly? _last;

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

    /// <summary>From where a relative date counts.</summary>
    public DateOnly DayOf(Origin origin, TimeUnit unit) => origin == Origin.Publication
        ? Published
        : (unit >= TimeUnit.Month ? _last : Day) ?? Published;

    /// <summary>From where a date without a year, a month without a year or a weekday is sought.</summary>
    public DateOnly Reference => IsNarrative ? _last ?? Published : Published;

    /// <summary>The year that a date without one takes over from the story, or null where the nearest year is meant.</summary>
    public int? GoverningYear { get; private set; }

    /// <summary>The text is cut by clock headings, as a live blog is.</summary>
    public bool HasHeadings { get; private set; }

    /// <summary>The part of the day last told, or null.</summary>
    public string? PartOfDay { get; private set; }

    /// <summary>A day was told, with a part of it or without.</summary>
    public void Tell(DateOnly day, bool explicitYear, string? partOfDay)
    {
        Day = day;
        PartOfDay = partOfDay;
        TellCoarse(day, explicitYear);
    }

    /// <summary>A month or year was told; <paramref name="first"/> is its first day.</summary>
    public void TellCoarse(DateOnly first, bool explicitYear)
    {
        _last = first;
        if (explicitYear)
        {
            GoverningYear = first.Year;
        }
    }

    /// <summary>A new sentence began in which no year was told: the year of an aside no longer governs news.</summary>
    public void LeaveSentence() => GoverningYear = IsNarrative ? GoverningYear : null;

    /// <summary>The story is back at the publication day, as under the clock heading of a live blog.</summary>
    public void Return()
    {
        Day = Published;
        HasHeadings = true;
    }
}
