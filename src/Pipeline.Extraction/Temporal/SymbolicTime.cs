namespace Pipeline.Extraction.Temporal;

/// <summary>
/// What the words of an expression say before anything is known of the text around them. The second pass (<see cref="TimexResolver"/>)
/// turns it into a value. Closed: the nested cases are all there are.
/// </summary>
internal abstract record SymbolicTime
{
    private SymbolicTime()
    {
    }

    /// <summary>Start, middle or end, about, before or after.</summary>
    public TimexModifier? Modifier { get; private set; }

    /// <summary>The time of day, where the expression names one.</summary>
    public TimeOfDay? Time { get; private set; }

    /// <summary>The symbol with what every kind may carry: this one, which is not complete before, and no copy.</summary>
    public SymbolicTime Complete(TimexModifier? modifier, TimeOfDay? time)
    {
        Modifier = modifier;
        Time = time;
        return this;
    }

    /// <summary>Days from the date that the other words name: "le lendemain du 8 mai", "la veille de Noël", "lundi en huit".</summary>
    public int DaysOff { get; init; }

    /// <summary>The year by its distance from the origin: "en mars de l'année dernière"; null where the words do not say so.</summary>
    public int? YearsOff { get; init; }

    /// <summary>The week or weekend that holds the date is meant: "la semaine du 6 octobre", "le week-end de la Pentecôte".</summary>
    public TimeUnit? Around { get; init; }

    /// <summary>A date by its calendar parts; a day of -1 is the last of its month; what is missing is found by the second pass.</summary>
    public sealed record Calendar(int? Year, int? Month, int? Day, int? Weekday, Direction Direction) : SymbolicTime
    {
        /// <summary>The parts were digits alone, read in this order; null where the month is a word or the year stands first.</summary>
        public NumericOrder? Order { get; init; }

        /// <summary>Day and month could change places, and nothing in the text tells.</summary>
        public bool IsAmbiguous { get; init; }

        /// <summary>From where weekday, bare day's number and <see cref="YearsOff"/> count: "le mardi suivant", "le 14" after a month was told.</summary>
        public Origin Origin { get; init; }

        /// <summary>The month at the beginning of a range that ends here ("from November to March"), by number.</summary>
        public int? From { get; init; }

        /// <summary>The month at the end of a range that begins here ("November to March 2026"), by number.</summary>
        public int? Until { get; init; }

        /// <summary>A weekday in words that mean each such day where no verb tells of one ("le jeudi").</summary>
        public bool IsHabit { get; init; }

        /// <summary>A night that begins on this day and ends on the next.</summary>
        public bool Night { get; init; }

        /// <summary>A night that ends on this day ("in der Nacht zum Mittwoch").</summary>
        public bool NightBefore { get; init; }
    }

    /// <summary>So many units before (-1) or after (+1) an origin; a null amount is vague ("quelques").</summary>
    public sealed record Offset(double? Amount, TimeUnit Unit, int Sign, Origin Origin) : SymbolicTime
    {
        /// <summary>Amounts of coarser units on top: "two years and three months ago" (three months, and two years more).</summary>
        public AmountOfTime[] More { get; init; } = [];

        /// <summary>"jour pour jour", "to the day": months and years lead to a day.</summary>
        public bool IsExact { get; init; }
    }

    /// <summary>The unit that contains the origin, or one so many units off: "cette semaine", "hier", "l'an dernier".</summary>
    public sealed record Period(TimeUnit Unit, int Shift, Origin Origin) : SymbolicTime
    {
        /// <summary>A weekday inside that week, ISO number.</summary>
        public int? Weekday { get; init; }

        /// <summary>The same season of the year last told: "l'année dernière à la même époque".</summary>
        public bool SameTimeOfYear { get; init; }
    }

    /// <summary>A quarter, half or season, by number from 1 (spring is 1), of a year.</summary>
    public sealed record Part(TimeUnit Unit, int Number, int? Year, Direction Direction) : SymbolicTime;

    /// <summary>A decade by its first year; two digits leave the century open.</summary>
    public sealed record Decade(int FirstYear) : SymbolicTime;

    /// <summary>A century by its ordinal.</summary>
    public sealed record Century(int Ordinal) : SymbolicTime;

    /// <summary>A feast by the name of its rule in <see cref="Feasts"/>.</summary>
    public sealed record Feast(string Name, int? Year, Direction Direction) : SymbolicTime
    {
        /// <summary>The first such weekday after the feast ("Dienstag nach Ostern").</summary>
        public int? WeekdayAfter { get; init; }
    }

    /// <summary>"le premier lundi de mars"; -1 is the last.</summary>
    public sealed record NthWeekday(int Number, int Weekday, int? Month, int? Year) : SymbolicTime
    {
        /// <summary>Months from that of the publication ("du mois prochain"), or null where the words do not say so.</summary>
        public int? MonthsOff { get; init; }
    }

    /// <summary>
    /// The n-th day, week, weekend or month of a month or year ("the third week of next month", "le 20 du mois prochain"); numbers
    /// below zero count from the end.
    /// </summary>
    public sealed record NthUnit(int Number, TimeUnit Unit, int? Month, int? Year) : SymbolicTime
    {
        /// <summary>Months from that of the publication, or null where the words do not say so.</summary>
        public int? MonthsOff { get; init; }
    }

    /// <summary>A time of day without a day: <see cref="SymbolicTime.Time"/>.</summary>
    public sealed record Clock : SymbolicTime;

    /// <summary>An amount of time.</summary>
    public sealed record Duration(double? Amount, TimeUnit Unit) : SymbolicTime
    {
        /// <summary>Amounts of finer units, in the order of the words: "an hour and 20 minutes".</summary>
        public AmountOfTime[] More { get; init; } = [];
    }

    /// <summary>A time that repeats, by its finished value.</summary>
    public sealed record Repeat(string Value) : SymbolicTime
    {
        private const string EveryDay = "P1D";

        /// <summary>It names days, so that it may bear an hour: "every Tuesday at nine".</summary>
        public bool IsOfDays => Value == EveryDay || (Value.StartsWith('X') && !Value.Contains('T', StringComparison.Ordinal));

        /// <summary>The value with its time of day: <c>XXXX-WXX-2T09:00</c>, <c>T09:00</c> for every day.</summary>
        public string ValueWithTime => Time is null ? Value : Value == EveryDay ? Time.ToString() : Value + Time;
    }

    /// <summary>A year before Christ, counted from 1.</summary>
    public sealed record YearBeforeChrist(int Year) : SymbolicTime;

    /// <summary>PRESENT_REF, PAST_REF or FUTURE_REF.</summary>
    public sealed record Reference(string Value) : SymbolicTime;
}
