namespace Pipeline.Extraction.Temporal;

/// <summary>The units in which texts count time, finest first.</summary>
internal enum TimeUnit
{
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}
