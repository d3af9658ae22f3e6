using Microsoft.Extensions.Options;
using Pipeline.Articles.Reading.Html;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Articles.Reading;

/// <summary>Reads a file whatever its name: the format is told by bytes and structure. Never throws for what is in a file. Thread-safe.</summary>
public sealed class ArticleReader
{
    private static readonly (string Key, MetadataField Field)[] BlobKeys =
    [
        ("title", MetadataField.Title), ("author", MetadataField.Author), ("published", MetadataField.Published), ("source", MetadataField.SourceName),
        ("url", MetadataField.SourceUrl), ("language", MetadataField.Language), ("section", MetadataField.Section),
    ];

    private readonly ReadingOptions _options;
    private readonly PublicationDay _publication;
    private readonly IReadOnlyList<IFileReader> _files;
    private readonly IReadOnlyList<ITextReader> _texts;

    /// <summary>A reader within the limits of <paramref name="options"/> for the newsroom of <paramref name="newsroom"/>.</summary>
    public ArticleReader(IOptions<ReadingOptions> options, IOptions<NewsroomOptions> newsroom)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(newsroom);
        _options = options.Value;
        var stamps = new StampReader(_options, newsroom.Value);
        var moments = new MomentReader(stamps, newsroom.Value);
        _publication = new PublicationDay(stamps, moments, _options, newsroom.Value);

        _files = [];

        // The strictest structure first: a page may hold Markdown and anything is plain text.
        _texts = [new HtmlReader(_options, moments), new MarkdownReader(), new PlainTextReader(stamps)];
    }

    /// <summary>The article in <paramref name="file"/>, or why it is refused.</summary>
    public ReadOutcome Read(RawFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Bytes.Length > _options.MaxArticleBytes)
        {
            return Refuse(RejectionCode.TooLarge, (_options.MaxArticleBytes / 1_000_000.0).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
        }

        var bytes = file.Bytes.Span;
        if (bytes.IsEmpty)
        {
            return Refuse(RejectionCode.Empty);
        }

        foreach (var reader in _files)
        {
            if (reader.Recognises(bytes))
            {
                return OutcomeOf(file, reader.Read(file, cancellationToken), [], removed: false);
            }
        }

        if (FileSignature.OfBytes(bytes) is { } format)
        {
            return Refuse(RejectionCode.UnsupportedType, format);
        }

        return TextDecoder.Decode(bytes) is { } decoded ? ReadText(file, decoded, cancellationToken) : Refuse(RejectionCode.Binary);
    }

    private ReadOutcome ReadText(RawFile file, DecodedText decoded, CancellationToken cancellationToken)
    {
        var text = TextCleaner.Clean(decoded.Text, out var removed);
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse(RejectionCode.Empty);
        }

        var reader = _texts.First(format => format.Recognises(text));
        if (IsDamaged(text, reader is HtmlReader))
        {
            return Refuse(RejectionCode.Damaged);
        }

        if (reader is not HtmlReader && FileSignature.OfText(text) is { } type)
        {
            return Refuse(RejectionCode.UnsupportedType, type);
        }

        return OutcomeOf(file, reader.Read(text, cancellationToken), decoded.Repaired ? [ArticleWarning.RepairedEncoding] : [], removed);
    }

    private ReadOutcome OutcomeOf(RawFile file, FormatOutcome outcome, IReadOnlyList<ArticleWarning> decoding, bool removed) => outcome switch
    {
        FormatOutcome.Refused refused => new ReadOutcome.Refused(refused.Reason),
        FormatOutcome.Files files => new ReadOutcome.Package(files.Entries, files.Warnings),
        FormatOutcome.Parts parts => Assemble(file, parts, decoding, removed),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
    };

    private ReadOutcome Assemble(RawFile file, FormatOutcome.Parts parts, IReadOnlyList<ArticleWarning> decoding, bool removed)
    {
        // Entities of a page or escapes of YAML may bring back what was cleaned out of the file.
        var body = TextCleaner.Clean(parts.Body, out var removedFromBody).Trim();
        if (body.Length < _options.MinTextCharacters)
        {
            return Refuse(RejectionCode.TooShort, _options.MinTextCharacters.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var named = MetadataCandidates.Of([(MetadataField.Published, MetadataSource.FileName, FileNameDay.Of(file.Name))]);
        IReadOnlyList<MetadataCandidate> candidates = [.. NamedByBlob(file), .. parts.Candidates, .. named];
        var title = Line(candidates.Find(MetadataField.Title));
        var dates = _publication.Order(candidates, body);
        var published = _publication.Decide(dates, file.LastModified);
        return new ReadOutcome.Read(new ParsedArticle
        {
            Title = title,
            Text = title is null || (parts.TitleInBody && body.Contains(title, StringComparison.Ordinal)) ? body : title + "\n" + body,
            Published = published.Moment.Day,
            PublishedFrom = published.Source,
            PublishedConfidence = published.Confidence,
            PublishedAt = published.Moment.Instant,
            Author = Line(candidates.Find(MetadataField.Author)),
            Section = Line(candidates.Find(MetadataField.Section)),
            Language = candidates.Find(MetadataField.Language)?.ToLowerInvariant(),
            SourceName = Line(candidates.Find(MetadataField.SourceName)),
            SourceUrl = WebAddress(candidates.Find(MetadataField.SourceUrl)),
            Candidates = [.. candidates.Where(candidate => candidate.Field != MetadataField.Published), .. dates],
            Warnings =
            [
                .. decoding,
                .. removed || removedFromBody ? [ArticleWarning.RemovedControls] : Array.Empty<ArticleWarning>(),
                .. parts.Warnings,
                .. published.Warnings,
            ],
        });
    }

    private static IReadOnlyList<MetadataCandidate> NamedByBlob(RawFile file) => MetadataCandidates.Of(
        BlobKeys.Select(pair => (pair.Field, MetadataSource.BlobMetadata, file.Metadata.GetValueOrDefault(pair.Key))));

    // Half the characters unreadable: no article can be made of the rest. A page may be mostly markup.
    private static bool IsDamaged(string text, bool isPage)
    {
        var readable = text.AsSpan().Count('\uFFFD') * 5 < text.Length;
        var letters = text.Count(c => char.IsLetterOrDigit(c) || char.IsWhiteSpace(c));
        return !readable || (!isPage && letters * 2 < text.Length);
    }

    private static string? Line(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var clean = TextCleaner.Clean(text, out _);
        return string.Join(' ', clean.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line : null;
    }

    private static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? uri : null;

    private static ReadOutcome.Refused Refuse(RejectionCode code, string detail = "") => new(new Rejection(code, detail));
}
