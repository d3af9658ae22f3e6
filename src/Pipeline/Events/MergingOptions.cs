using System.ComponentModel.DataAnnotations;

namespace Pipeline.Events;

/// <summary>When two reports are one event, when articles are one story, and when an event is old. Section <c>Merging</c>.</summary>
public sealed class MergingOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Merging";

    /// <summary>
    /// Days between an event and the publication of the article that first tells it from which it is background; in a story that goes on, what happened since its
    /// last article is news whatever its age. Default 21; 1 to 3,650.
    /// </summary>
    [Range(1, 3_650)]
    public int FreshDays { get; set; } = 21;

    /// <summary>Similarity of words, from 0 to 1, from which two reports of the same date in one story are one event. Default 0.3.</summary>
    [Range(0.0, 1.0)]
    public double SameEvent { get; set; } = 0.3;

    /// <summary>The same where what is known of the event is that it was planned. Default 0.2.</summary>
    [Range(0.0, 1.0)]
    public double SamePlan { get; set; } = 0.2;

    /// <summary>The same where it was planned and a report of that day says that it happened. Default 0.12.</summary>
    [Range(0.0, 1.0)]
    public double FulfilledPlan { get; set; } = 0.12;

    /// <summary>What the same date counts for where it has one event only in the story and one report only in the article. Default 0.3.</summary>
    [Range(0.0, 1.0)]
    public double LoneDay { get; set; } = 0.3;

    /// <summary>Similarity from which a report that gives up a date is of the event of that date. Default 0.15.</summary>
    [Range(0.0, 1.0)]
    public double MovedEvent { get; set; } = 0.15;

    /// <summary>Similarity from which reports are one event where the date of one lies in that of the other. Default 0.4.</summary>
    [Range(0.0, 1.0)]
    public double CompatibleDate { get; set; } = 0.4;

    /// <summary>Similarity from which reports are one event although their dates differ by a day or two. Default 0.6.</summary>
    [Range(0.0, 1.0)]
    public double NearDate { get; set; } = 0.6;

    /// <summary>Similarity of an article and a story, from 0 to 1, from which the one belongs to the other. Default 0.17.</summary>
    [Range(0.0, 1.0)]
    public double SameStory { get; set; } = 0.17;

    /// <summary>Days between an article and the nearest end of a story after which the similarity that is needed has doubled. Default 90; 1 to 3,650.</summary>
    [Range(1, 3_650)]
    public int StoryDays { get; set; } = 90;

    /// <summary>Articles of one story; one that has them all goes on as a new one. Default 300; 10 to 1,000.</summary>
    [Range(10, 1_000)]
    public int StoryArticles { get; set; } = 300;
}
