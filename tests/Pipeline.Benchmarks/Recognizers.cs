using Microsoft.Recognizers.Text;
using Microsoft.Recognizers.Text.DateTime;

namespace Pipeline.Benchmarks;

/// <summary>
/// Microsoft.Recognizers.Text.DateTime, fed sentence by sentence (it slows down on longer texts), in its two modes. The ordinary one
/// remembers every text, so that a second pass over the same sentences would time only its memory: each pass adds one blank
/// to the end of each sentence. What it remembers within a sentence is its own gain and stays.
/// </summary>
internal sealed class Recognizers
{
    private readonly DateTimeOptions _options;
    private readonly Dictionary<string, DateTimeModel> _models = [];
    private int _passes;

    private Recognizers(DateTimeOptions options) => _options = options;

    /// <summary>Its modes: with and without its memory.</summary>
    public static IReadOnlyList<IContender> Modes { get; } =
    [
        new LocalContender("Recognizers 1.8.13", new Recognizers(DateTimeOptions.None).ReadOnce),
        new LocalContender("Recognizers 1.8.13, `NoProtoCache`", new Recognizers(DateTimeOptions.NoProtoCache).ReadOnce),
    ];

    private long ReadOnce(Corpus corpus)
    {
        var model = ModelFor(corpus.Language);
        _passes++;
        var found = 0L;
        foreach (var article in corpus.Articles)
        {
            var published = article.Published.ToDateTime(TimeOnly.MinValue);
            foreach (var sentence in article.Sentences)
            {
                found += model.Parse(sentence.PadRight(sentence.Length + _passes), published).Count;
            }
        }

        return found;
    }

    private DateTimeModel ModelFor(string language)
    {
        if (!_models.TryGetValue(language, out var model))
        {
            model = new DateTimeRecognizer(language == "fr" ? Culture.French : Culture.English, _options).GetDateTimeModel();
            _models.Add(language, model);
        }

        return model;
    }
}
