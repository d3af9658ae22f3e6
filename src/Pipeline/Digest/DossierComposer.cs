using Microsoft.Extensions.Options;
using Pipeline.Articles;

namespace Pipeline.Digest;

/// <summary>Makes a dossier of a group of events: its title, which of them are told, in which order. Thread-safe.</summary>
public sealed class DossierComposer
{
    private readonly IArticleStore _articles;
    private readonly int _maxEvents;

    /// <summary>Composes with the titles of <paramref name="articles"/>.</summary>
    public DossierComposer(IArticleStore articles, IOptions<DigestOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _articles = articles;
        _maxEvents = options.Value.MaxEventsPerDossier;
    }

    /// <summary>
    /// The dossier of <paramref name="news"/> (at least one event); where <paramref name="lead"/> is among them it is told elsewhere but
    /// counts for the limit. One point read.
    /// </summary>
    public async Task<DigestDossier> RunAsync(IReadOnlyList<DigestItem> news, DigestItem lead, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(news);
        var others = news.Where(item => item != lead).Order(DigestOrder.Instance).ToList();
        var room = _maxEvents - (news.Count - others.Count);
        var told = others.Take(room).OrderBy(item => item.Event.Date).ThenBy(item => item.Position).ThenBy(item => item.Event.Id.Value, StringComparer.Ordinal);

        var sources = news.SelectMany(item => item.Event.Sources).DistinctBy(source => source.Article).ToList();
        var newest = sources.OrderByDescending(source => source.Published).ThenBy(source => source.Article.Value, StringComparer.Ordinal).First();
        var head = (await _articles.FindAsync(newest.Article, cancellationToken).ConfigureAwait(false))?.Value;
        var title = head?.Title ?? newest.Name;

        // A source without a name of its own is called by its title, which stands right above it.
        var name = head is not null && string.Equals(newest.Name, title, StringComparison.Ordinal) ? head.FileName : newest.Name;
        return new DigestDossier
        {
            Title = title,
            Language = head?.Language ?? news[0].Event.Language,
            Items = [.. told],
            Source = sources.Count == 1 ? newest with { Name = name } : null,
            Omitted = Math.Max(0, others.Count - room),
        };
    }
}
