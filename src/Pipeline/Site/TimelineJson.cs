using System.Text;
using System.Text.Json;
using Pipeline.Digest.Rendering;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Receipts;

namespace Pipeline.Site;

/// <summary>
/// Writes a story in the JSON of TimelineJS3 (timeline.knightlab.com/docs/json-format.html). That program sets headlines and texts as HTML, so they are
/// escaped here. Thread-safe.
/// </summary>
internal sealed class TimelineJson(Strings strings, SiteLinks links)
{
    /// <summary>Media type.</summary>
    public const string MediaType = "application/json; charset=utf-8";

    private readonly EventView _view = new(strings, links);
    private readonly DateWriter _dates = new(strings);

    /// <summary>The document for <paramref name="told"/>, as of <paramref name="today"/>.</summary>
    public string Write(ToldStory told, DateOnly today) => SiteJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("scale", "human");
        json.WriteStartObject("title");
        json.WriteString("unique_id", told.Story.Id.Value);
        WriteText(json, VisibleText.Line(told.Story.Title), string.Join(", ", told.Story.Names.Select(name => HtmlTemplateContext.Escape(VisibleText.Line(name)))));
        json.WriteEndObject();
        json.WriteStartArray("events");
        foreach (var entry in told.Events)
        {
            WriteEvent(json, entry, today);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private void WriteEvent(Utf8JsonWriter json, StoredEvent told, DateOnly today)
    {
        json.WriteStartObject();
        json.WriteString("unique_id", EventView.AnchorOf(told));
        WriteDate(json, "start_date", told.Date.First, told.Date.Precision);
        if (told.Date.Precision == DatePrecision.Interval)
        {
            WriteDate(json, "end_date", told.Date.Last, told.Date.Precision);
        }

        json.WriteString("display_date", _view.DayOf(told));
        json.WriteString("group", _view.StatusOf(told, today));
        WriteText(json, _view.HeadlineOf(told).Text, Body(told));
        json.WriteEndObject();
    }

    // No finer than it is known: a month has no day.
    private static void WriteDate(Utf8JsonWriter json, string name, DateOnly day, DatePrecision precision)
    {
        json.WriteStartObject(name);
        json.WriteNumber("year", day.Year);
        if (precision != DatePrecision.Year)
        {
            json.WriteNumber("month", day.Month);
        }

        if (precision is DatePrecision.Day or DatePrecision.Interval)
        {
            json.WriteNumber("day", day.Day);
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string headline, string html)
    {
        json.WriteStartObject("text");
        json.WriteString("headline", HtmlTemplateContext.Escape(headline));
        json.WriteString("text", html);
        json.WriteEndObject();
    }

    private string Body(StoredEvent told)
    {
        var body = new StringBuilder();
        if (_view.Quote(told) is { Length: > 0 } quote)
        {
            body.Append("<p>").Append(HtmlTemplateContext.Escape(quote)).Append("</p>");
        }

        body.Append("<p>").Append(HtmlTemplateContext.Escape(strings.Plural("digest.sources", told.Sources.Count))).Append(' ');
        return body.AppendJoin(" · ", told.Sources.OrderByDescending(source => source.Published).Select(Source)).Append("</p>").ToString();
    }

    private string Source(EventSource source)
    {
        var name = HtmlTemplateContext.Escape(VisibleText.Line(source.Name));
        var linked = EventView.AddressOf(source) is { Length: > 0 } address ? $"<a href=\"{HtmlTemplateContext.Escape(address)}\">{name}</a>" : name;
        return $"{linked}, {HtmlTemplateContext.Escape(_dates.Write(source.Published))}";
    }
}
