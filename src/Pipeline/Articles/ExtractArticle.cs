using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Pipeline.Articles.Reading;
using Pipeline.Extraction;

namespace Pipeline.Articles;

/// <summary>Reads a file and finds the dated events in it; stores nothing. Thread-safe.</summary>
public sealed class ExtractArticle
{
    private readonly ArticleReader _reader;
    private readonly ReadingOptions _reading;
    private readonly NewsroomOptions _newsroom;
    private readonly ExtractEvents _extract;
    private readonly FrozenDictionary<string, LanguagePack> _packs;
    private readonly LanguageDetector _detector;

    /// <summary>Extracts with <paramref name="extract"/>, in the languages of <paramref name="packs"/>.</summary>
    public ExtractArticle(
        ArticleReader reader, IOptions<ReadingOptions> reading, IOptions<NewsroomOptions> newsroom, IReadOnlyList<LanguagePack> packs, ExtractEvents extract)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(newsroom);
        _reader = reader;
        _reading = reading.Value;
        _newsroom = newsroom.Value;
        _extract = extract;
        _packs = packs.ToFrozenDictionary(pack => pack.Code, StringComparer.Ordinal);
        _detector = new LanguageDetector(packs);
    }

    /// <summary>The article in <paramref name="file"/> with its events, or why it is refused.</summary>
    public async Task<ExtractOutcome> RunAsync(DroppedFile file, CancellationToken cancellationToken) =>
        Run(await RawFile.ReadAsync(file, _reading.MaxArticleBytes, cancellationToken).ConfigureAwait(false), cancellationToken);

    /// <summary>The same for a file already in memory.</summary>
    public ExtractOutcome Run(RawFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _reader.Read(file, cancellationToken) switch
        {
            ReadOutcome.Refused refused => new ExtractOutcome.Refused(refused.Reason),
            ReadOutcome.Read read => Extract(file, read.Article),
            ReadOutcome.Package package => new ExtractOutcome.Package(package.Entries, package.Warnings),
            var other => throw new InvalidOperationException($"Unknown outcome {other.GetType().Name}."),
        };
    }

    private ExtractOutcome.Extracted Extract(RawFile file, ParsedArticle parsed)
    {
        var (pack, isKnown) = PackOf(parsed);
        var article = new Article
        {
            Id = ArticleId.FromBlobName(file.Name),
            FileName = file.Name,
            ContentHash = Identifier.Of("content", parsed.Title ?? "", parsed.Text),
            Title = parsed.Title,
            Text = parsed.Text,
            Language = pack.Language,
            Published = parsed.Published,
            PublishedFrom = parsed.PublishedFrom,
            PublishedConfidence = parsed.PublishedConfidence,
            PublishedAt = parsed.PublishedAt,
            Author = parsed.Author,
            Section = parsed.Section,
            SourceName = parsed.SourceName,
            SourceUrl = parsed.SourceUrl,
            Candidates = parsed.Candidates,
            Warnings = [.. parsed.Warnings.Concat(isKnown ? [] : [ArticleWarning.UndeterminedLanguage]).Select(ArticleWarnings.Code)],
        };

        // Below one source of good standing the day is right in half to three quarters of the cases: what is counted from it says so.
        var isAssumed = parsed.PublishedConfidence is PublicationConfidence.Disputed or PublicationConfidence.Weak;
        return new(article, _extract(pack, parsed.Text, new DocumentTime(parsed.Published, isAssumed)));
    }

    // What the editor says wins; a language that nobody taught us is read as the newsroom's.
    private (LanguagePack Pack, bool IsKnown) PackOf(ParsedArticle parsed)
    {
        var named = parsed.Language is { } tag && LanguagePack.Find(tag) is { } found && _packs.ContainsKey(found.Language) ? found : null;
        return (named ?? _detector.Detect(parsed.Text)) is { } pack ? (pack, true) : (_packs[_newsroom.Language], false);
    }
}
