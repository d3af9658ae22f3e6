using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Adapters;
using Pipeline.Articles;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.InMemory;
using Pipeline.Quarantine;
using Pipeline.Receipts;
using Pipeline.Stories;
using Pipeline.Subscribers;
using EventId = Pipeline.Events.EventId;

namespace Pipeline.LocalHost.Replay;

/// <summary>Runs articles through the path that they take in the app, on a storage or in memory, with a clock that shows the days of their publication.</summary>
internal sealed class ReplayRun : IAsyncDisposable
{
    private readonly ReplayRequest _request;
    private readonly ReplayClock _clock = new();
    private readonly InMemoryDroppedFiles _files = new();
    private readonly IReadOnlyList<ReplayArticle> _articles;
    private readonly ServiceProvider _services;

    private ReplayRun(ReplayRequest request, IReadOnlyList<ReplayArticle> articles, GivenMentions? given)
    {
        _request = request;
        _articles = articles;
        _services = Services(given);
    }

    /// <summary>Reads the folder.</summary>
    /// <exception cref="HostFailure">There is nothing to replay, or the file of mentions has another form.</exception>
    public static async Task<ReplayRun> OpenAsync(ReplayRequest request, CancellationToken cancellationToken)
    {
        if (!request.Folder.Exists)
        {
            throw new HostFailure($"There is no folder {request.Folder.FullName}.");
        }

        await using var reading = new ServiceCollection().AddLogging(Silence).AddPipeline(Settings()).BuildServiceProvider();
        var articles = await ReadAsync(request.Folder, reading.GetRequiredService<ExtractArticle>(), cancellationToken);
        var given = request.Mentions is { } file ? await GivenMentions.ReadAsync(file, articles.Select(article => article.Article), cancellationToken) : null;
        var run = new ReplayRun(request, articles, given);
        if (request.Storage is not null)
        {
            await run._services.GetRequiredService<StorageSetup>().EnsureCreatedAsync(cancellationToken);
        }

        return run;
    }

    /// <summary>Replays.</summary>
    public async Task<ReplayResult> RunAsync(CancellationToken cancellationToken)
    {
        var digests = new List<ReplayDigest>();
        var left = new Queue<ReplayArticle>(_request.Reorder?.Invoke(_articles) ?? _articles);
        foreach (var day in _request.Days ?? [.. _articles.Select(article => article.Article.Published).Distinct()])
        {
            // Another order than that of publication is one of arrival: all of them come before the first digest.
            var due = new List<ReplayArticle>();
            while (left.TryPeek(out var next) && (next.Article.Published <= day || _request.Reorder is not null))
            {
                due.Add(left.Dequeue());
            }

            await IngestAsync(due, day, cancellationToken);
            digests.Add(await DigestAsync(day, cancellationToken));
        }

        var names = _articles.ToDictionary(article => article.Article.Id, article => article.Name);
        return new(digests, await StoriesAsync(cancellationToken), names, await HeirsAsync(digests, cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static IConfiguration Settings() => LocalSettings.Read(Repository.TryFindRoot()).Given;

    private static void Silence(ILoggingBuilder logging) => logging.SetMinimumLevel(LogLevel.None);

    private static async Task<List<ReplayArticle>> ReadAsync(DirectoryInfo folder, ExtractArticle extract, CancellationToken cancellationToken)
    {
        var articles = new List<ReplayArticle>();
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/');
            await using var content = file.OpenRead();
            var dropped = new DroppedFile { Name = name, Content = content, LastModified = new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero) };
            if (await extract.RunAsync(dropped, cancellationToken) is ExtractOutcome.Extracted(var article, _))
            {
                articles.Add(new(name, file, article));
            }
        }

        return articles.Count == 0
            ? throw new HostFailure($"There is no article in {folder.FullName}.")
            : [.. articles.OrderBy(article => article.Article.Published).ThenBy(article => article.Name, StringComparer.Ordinal)];
    }

    private ServiceProvider Services(GivenMentions? given)
    {
        var configuration = new ConfigurationManager();
        configuration.AddConfiguration(Settings());
        var services = new ServiceCollection().AddLogging(Silence).AddSingleton<TimeProvider>(_clock);
        if (_request.Storage is { } storage)
        {
            configuration["Storage"] = storage;
            services.AddPipeline(configuration).AddPipelineAdapters(configuration);
        }
        else
        {
            AddMemory(services.AddPipeline(configuration));
        }

        services.RemoveAll<IReceiptWriter>();
        if (given is not null)
        {
            services.Replace(ServiceDescriptor.Singleton<ExtractEvents>((_, text, _) => given.Of(text)));
        }

        return services.BuildServiceProvider();
    }

    private void AddMemory(IServiceCollection services) => services
        .AddSingleton<IDroppedFiles>(_files)
        .AddSingleton<IArticleStore, InMemoryArticleStore>()
        .AddSingleton<IContentClaims, InMemoryContentClaims>()
        .AddSingleton<IReadAttempts, InMemoryReadAttempts>()
        .AddSingleton<IEventStore, InMemoryEventStore>()
        .AddSingleton<IStoryStore, InMemoryStoryStore>()
        .AddSingleton<IDigestStore, InMemoryDigestStore>()
        .AddSingleton<IVariantStore, InMemoryVariantStore>()
        .AddSingleton<IPositionStore, InMemoryPositionStore>()
        .AddSingleton<ISubscriberStore, InMemorySubscriberStore>()
        .AddSingleton<IDeliveryLedger, InMemoryDeliveryLedger>()
        .AddSingleton<ITemplateStore, InMemoryTemplateStore>()
        .AddSingleton<IQuarantineStore, InMemoryQuarantineStore>();

    private Task IngestAsync(List<ReplayArticle> articles, DateOnly day, CancellationToken cancellationToken)
    {
        if (_request.AtOnce > 1)
        {
            _clock.GoTo(day);
            var options = new ParallelOptions { MaxDegreeOfParallelism = _request.AtOnce, CancellationToken = cancellationToken };
            return Parallel.ForEachAsync(articles, options, async (article, token) => await IngestAsync(article, token));
        }

        return InTurnAsync();

        async Task InTurnAsync()
        {
            foreach (var article in articles)
            {
                _clock.GoTo(article.Article.Published);
                await IngestAsync(article, cancellationToken);
            }
        }
    }

    private async Task IngestAsync(ReplayArticle article, CancellationToken cancellationToken)
    {
        if (_request.Storage is null)
        {
            _files.Put(article.Name, await File.ReadAllBytesAsync(article.File.FullName, cancellationToken), new DateTimeOffset(article.File.LastWriteTimeUtc, TimeSpan.Zero));
        }
        else
        {
            var blob = _services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(StorageLayout.ArticlesContainer).GetBlobClient(article.Name);
            await blob.UploadAsync(article.File.FullName, overwrite: true, cancellationToken);
        }

        await _services.GetRequiredService<IngestDroppedFile>().RunAsync(article.Name, isAgain: false, cancellationToken);
    }

    private async Task<ReplayDigest> DigestAsync(DateOnly day, CancellationToken cancellationToken)
    {
        _clock.GoTo(day);
        var language = _services.GetRequiredService<IOptions<NewsroomOptions>>().Value.Language;
        if (await _services.GetRequiredService<DraftDigest>().RunAsync(language, cancellationToken) is not var (variant, model))
        {
            return new(day, null, null);
        }

        await _services.GetRequiredService<IVariantStore>().FreezeAsync(variant, cancellationToken);
        var issue = new DigestIssue { Id = variant.Issue, IsEdition = true, IsSettled = true, ChangeIds = variant.ChangeIds, ExpiresAt = variant.Issue.CutOff };
        await _services.GetRequiredService<IDigestStore>().TrySaveAsync(issue, version: null, cancellationToken);
        return new(day, variant, model);
    }

    private async Task<Dictionary<EventId, EventId>> HeirsAsync(List<ReplayDigest> digests, CancellationToken cancellationToken)
    {
        var events = _services.GetRequiredService<IEventStore>();
        var heirs = new Dictionary<EventId, EventId>();
        foreach (var id in digests.SelectMany(digest => digest.Model is { } model ? model.News.Concat(model.Confirmed) : []).Select(item => item.Event.Id).Distinct())
        {
            var heir = id;
            while (await events.FindAsync(heir, cancellationToken) is { Value.MergedInto: { } next })
            {
                heir = next;
            }

            heirs[id] = heir;
        }

        return heirs;
    }

    private async Task<List<(Story Story, IReadOnlyList<(StoredEvent Event, IReadOnlyList<EventMention> Mentions)> Events)>> StoriesAsync(CancellationToken cancellationToken)
    {
        var stories = _services.GetRequiredService<IStoryStore>();
        var finder = _services.GetRequiredService<StoryFinder>();
        var found = new List<Story>();
        foreach (var article in _articles)
        {
            foreach (var id in (await stories.FindPlaceAsync(article.Article.Id, cancellationToken)).Stories)
            {
                if (await finder.ResolveAsync(id, cancellationToken) is { Articles: > 0 } story && found.All(known => known.Id != story.Id))
                {
                    found.Add(story);
                }
            }
        }

        var told = new List<(Story, IReadOnlyList<(StoredEvent, IReadOnlyList<EventMention>)>)>();
        foreach (var story in found)
        {
            told.Add((story, await EventsAsync(story, stories, cancellationToken)));
        }

        return told;
    }

    private async Task<List<(StoredEvent Event, IReadOnlyList<EventMention> Mentions)>> EventsAsync(Story story, IStoryStore stories, CancellationToken cancellationToken)
    {
        var store = _services.GetRequiredService<IEventStore>();
        var mentions = (await stories.ReadAsync(story.Id, cancellationToken)).Mentions.ToDictionary(mention => mention.Id, StringComparer.Ordinal);
        var events = new List<(StoredEvent Event, IReadOnlyList<EventMention>)>();
        foreach (var known in story.Events.Where(known => known.Mentions.Count > 0))
        {
            if (await store.FindAsync(known.Event, cancellationToken) is { } found)
            {
                events.Add((found.Value, [.. known.Mentions.Where(mentions.ContainsKey).Select(id => mentions[id])]));
            }
        }

        return [.. events.OrderBy(told => told.Event, TimelineOrder.Instance)];
    }
}
