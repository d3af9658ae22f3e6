using Microsoft.Extensions.Options;
using Pipeline.Articles.Reading.Archives;
using Pipeline.Articles.Reading.Html;
using Pipeline.Articles.Reading.Mail;
using Pipeline.Articles.Reading.Metadata;
using Pipeline.Articles.Reading.NewsItems;
using Pipeline.Articles.Reading.Office;
using Pipeline.Articles.Reading.Pdf;
using Pipeline.Articles.Reading.Rtf;
using Pipeline.Articles.Reading.Text;

namespace Pipeline.Articles.Reading;

/// <summary>Reads a file whatever its name: the format is told by bytes and structure. Never throws for what is in a file. Thread-safe.</summary>
public sealed class ArticleReader
{
    private static readonly (string Key, MetadataField Field)[] BlobKeys =
    [
        ("title", MetadataField.Title), ("author", MetadataField.Author), ("published", MetadataField.Published), ("source", MetadataField.SourceName),
        ("url", MetadataField.SourceUrl), ("language", MetadataField.Language), ("section", MetadataField.Section),
    ];

    /// <summary>Keys of the blob metadata that is read.</summary>
    internal static IEnumerable<string> MetadataKeys => BlobKeys.Select(pair => pair.Key);

    private readonly ReadingOptions _options;
    private readonly StampReader _stamps;
    private readonly PublicationDay _publication;
    private readonly IReadOnlyList<IFileReader> _files;
    private readonly IReadOnlyList<ITextReader> _texts;

    /// <summary>A reader within the limits of <paramref name="options"/> for the newsroom of <paramref name="newsroom"/>.</summary>
    public ArticleReader(IOptions<ReadingOptions> options, IOptions<NewsroomOptions> newsroom)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(newsroom);
        _options = options.Value;
        _stamps = new StampReader(_options, newsroom.Value);
        var moments = new MomentReader(_stamps, newsroom.Value);
        _publication = new PublicationDay(_stamps, moments, _options, newsroom.Value);
        var html = new HtmlReader(_options, moments);
        var plain = new PlainTextReader(_stamps);
        var parts = new DocumentParts(plain);

        // Told by a signature first, by structure then. What a mail carries may be anything but a mail, or mails without end would be read.
        IFileReader[] attachable =
        [
            new PdfReader(_options.Pdf), new ZipFileReader(_options, parts), new OleReader(), new RtfReader(_options.Document, parts),
            new NewsJsonReader(html), new NewsXmlReader(_options.NewsXml),
        ];
        _files = [.. attachable, new MailReader(_options, html, (file, token) => ReadFormat(attachable, file, token))];

        // The strictest structure first: a page may hold Markdown and anything is plain text.
        _texts = [html, new MarkdownReader(), plain];
    }

    /// <summary>The article in <paramref name="file"/>, or why it is refused.</summary>
    public ReadOutcome Read(RawFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return ReadFormat(_files, file, cancellationToken) switch
        {
            FormatOutcome.Refused refused => new ReadOutcome.Refused(refused.Reason),
            FormatOutcome.Files files => new ReadOutcome.Package(files.Entries, files.Warnings),
            FormatOutcome.Parts parts => Assemble(file, parts),
            var other => throw new InvalidOperationException($"Unknown outcome {other.GetType().Name}."),
        };
    }

    private FormatOutcome ReadFormat(IEnumerable<IFileReader> files, RawFile file, CancellationToken cancellationToken)
    {
        if (file.Bytes.Length > _options.MaxArticleBytes)
        {
            return Refuse(RejectionCode.TooLarge, (_options.MaxArticleBytes / 1_000_000.0).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
        }

        var bytes = file.Bytes.Span;
        if (bytes.IsEmpty)
        {
            return Refuse(RejectionCode.Empty);
        }

        foreach (var reader in files)
        {
            if (reader.Recognises(bytes))
            {
                return reader.Read(file, cancellationToken);
            }
        }

        if (FileSignature.OfBytes(bytes) is { } format)
        {
            return FileLabel.IsReadable(file.Name) ? Refuse(RejectionCode.WrongType, FileLabel.Of(file.Name)) : Refuse(RejectionCode.UnsupportedType, format);
        }

        if (TextDecoder.Decode(bytes) is { } decoded)
        {
            return ReadText(decoded, cancellationToken);
        }

        return FileLabel.TypeOf(file.Name) is { } type && !FileLabel.IsReadable(file.Name)
            ? Refuse(RejectionCode.UnsupportedType, type)
            : Refuse(RejectionCode.Binary);
    }

    private FormatOutcome ReadText(DecodedText decoded, CancellationToken cancellationToken)
    {
        var (text, warnings) = TextCleaner.Clean(decoded.Text);
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

        var outcome = reader.Read(text, cancellationToken);
        return outcome is FormatOutcome.Parts parts ? parts with { Warnings = [.. decoded.Warnings, .. warnings, .. parts.Warnings] } : outcome;
    }

    private ReadOutcome Assemble(RawFile file, FormatOutcome.Parts parts)
    {
        // Entities of a page or escapes of YAML may bring back what was cleaned out of the file.
        var cleaned = TextCleaner.Clean(parts.Body);
        var body = cleaned.Text.Trim();
        if (body.Length < _options.MinTextCharacters)
        {
            return new ReadOutcome.Refused(
                new Rejection(RejectionCode.TooShort, _options.MinTextCharacters.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        var named = MetadataCandidates.Of([(MetadataField.Published, MetadataSource.FileName, FileNameDay.Of(file.Name))]);
        IReadOnlyList<MetadataCandidate> candidates = [.. NamedByBlob(file), .. parts.Candidates, .. named];
        var written = candidates.Find(MetadataField.Title) ?? "";
        var headline = TextCleaner.Clean(written);
        var title = Line(headline.Text);
        var derived = title is null ? DerivedTitle.Of(body, _stamps.IsStamp) : null; // Not part of the text: it is there already.
        var dates = _publication.Order(candidates, body);
        var published = _publication.Decide(dates, file.LastModified);
        return new ReadOutcome.Read(new ParsedArticle
        {
            Title = title ?? derived,
            Text = title is null || (parts.TitleInBody && IsIn(body, title, written)) ? body : title + "\n" + body,
            Published = published.Moment.Day,
            PublishedFrom = published.Source,
            PublishedConfidence = published.Confidence,
            PublishedAt = published.Moment.Instant,
            Author = Line(candidates.Find(MetadataField.Author)),
            Section = Line(candidates.Find(MetadataField.Section)),
            Language = candidates.Find(MetadataField.Language)?.ToLowerInvariant(),
            SourceName = Line(candidates.Find(MetadataField.SourceName)),
            SourceUrl = WebAddress(candidates.Find(MetadataField.SourceUrl)),
            Candidates =
            [
                .. candidates.Where(candidate => candidate.Field != MetadataField.Published),
                .. MetadataCandidates.Of([(MetadataField.Title, MetadataSource.Text, derived)]),
                .. dates,
            ],
            Warnings =
            [
                .. parts.Warnings
                    .Concat(cleaned.Warnings)
                    .Concat(headline.Warnings)
                    .Concat(TextDamage.IsIn(body) ? [ArticleWarning.DamagedText] : [])
                    .Concat(derived is null ? [] : [ArticleWarning.NoTitle])
                    .Concat(published.Warnings)
                    .Distinct(),
            ],
        });
    }

    // The body keeps two spaces in a row where a title has one.
    private static bool IsIn(string body, string title, string written) =>
        body.Contains(title, StringComparison.Ordinal) || body.Contains(written.Trim(), StringComparison.Ordinal);

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

        return string.Join(' ', TextCleaner.Clean(text).Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line : null;
    }

    private static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? uri : null;

    private static FormatOutcome.Refused Refuse(RejectionCode code, string detail = "") => new(new Rejection(code, detail));
}
