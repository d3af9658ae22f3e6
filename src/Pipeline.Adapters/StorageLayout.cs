namespace Pipeline.Adapters;

/// <summary>The names of all containers, queues and tables of the app.</summary>
public static class StorageLayout
{
    /// <summary>Container into which editors drop articles; the app deletes there at an editor's word only, and never writes.</summary>
    public const string ArticlesContainer = "articles";

    /// <summary>Container with a copy of each refused file and its reason.</summary>
    public const string QuarantineContainer = "quarantine";

    /// <summary>Container with a page and its data for each file, which tell editors what became of it.</summary>
    public const string ReceiptsContainer = "receipts";

    /// <summary>Container with the content of each digest issue.</summary>
    public const string DigestsContainer = "digests";

    /// <summary>Container into which mails that report a bounce or a complaint are dropped.</summary>
    public const string BouncesContainer = "bounces";

    /// <summary>Container with templates and sentences that stand in for the shipped ones.</summary>
    public const string TemplatesContainer = "templates";

    /// <summary>Queue with one ticket for each stretch of the ledger to send.</summary>
    public const string DeliveriesQueue = "deliveries";

    /// <summary>Queue with one sealed ticket for each sign-up.</summary>
    public const string SignUpsQueue = "signups";

    /// <summary>Queue with tickets on which the function failed at every try; the host names and fills it.</summary>
    public const string PoisonedDeliveriesQueue = "deliveries-poison";

    /// <summary>Queue with files on which the function failed at every try; the host names and fills it.</summary>
    public const string PoisonedFilesQueue = "webjobs-blobtrigger-poison";

    /// <summary>Queue with sign-ups on which the function failed at every try; the host names and fills it.</summary>
    public const string PoisonedSignUpsQueue = "signups-poison";

    /// <summary>
    /// Articles: PartitionKey article id; rows <c>head</c>, <c>outbox</c>, <c>v~{version}~{file hash}</c> for each version, <c>m~{version}~{n}</c> with what was
    /// read from the newest, <c>try~{file hash}</c> while a file is read, <c>mail~{file hash}</c> where its refusal was mailed.
    /// </summary>
    public const string ArticlesTable = "articles";

    /// <summary>Index of outboxes: PartitionKey first character of the article id, RowKey article id and version.</summary>
    public const string OutboxesTable = "outboxes";

    /// <summary>Which article holds a content: PartitionKey content id, RowKey <c>claim</c>, and <c>wait~{article id}</c> for those behind it.</summary>
    public const string ContentsTable = "contents";

    /// <summary>Events: PartitionKey event id, RowKey <c>event</c>.</summary>
    public const string EventsTable = "events";

    /// <summary>Events by each date that they have or had: PartitionKey date, RowKey event id.</summary>
    public const string EventsByDateTable = "eventsByDate";

    /// <summary>Changes of events in order of time: PartitionKey hour (UTC), RowKey ticks and change id.</summary>
    public const string ChangesTable = "changes";

    /// <summary>Stories: PartitionKey story id; rows <c>story</c>, <c>a~{article id}</c>, <c>m~{mention id}</c> and <c>r~{ruling id}</c>.</summary>
    public const string StoriesTable = "stories";

    /// <summary>Stories by the names in them: PartitionKey name, RowKey falling with the month, and story id.</summary>
    public const string StoryKeysTable = "storyKeys";

    /// <summary>The stories of an article: PartitionKey article id, RowKey story id.</summary>
    public const string ArticleStoriesTable = "articleStories";

    /// <summary>Refused files, newest first: PartitionKey <c>entry</c>, RowKey falling with the time and article id.</summary>
    public const string QuarantineTable = "quarantine";

    /// <summary>
    /// Digest issues, newest first: PartitionKey list, RowKey falling with the cut-off; and how far the ticks have come: PartitionKey list and
    /// <c>~coverage</c>, RowKey <c>coverage</c>.
    /// </summary>
    public const string DigestsTable = "digests";

    /// <summary>Ledger of deliveries: PartitionKey digest id and bucket, RowKey reader's id, or <c>-hand</c> for the mails in hand.</summary>
    public const string DeliveriesTable = "deliveries";

    /// <summary>Readers, the only place of their addresses: PartitionKey shard, RowKey reader's id.</summary>
    public const string SubscribersTable = "subscribers";

    /// <summary>How far readers have been told: PartitionKey shard, RowKey reader's id.</summary>
    public const string PositionsTable = "positions";

    /// <summary>Addresses not to write to: PartitionKey shard, RowKey reader's id.</summary>
    public const string SuppressionsTable = "suppressions";

    /// <summary>Sign-ups counted: PartitionKey hour (UTC), RowKey keyed hash of the source, or <c>all</c>; deleted after two hours.</summary>
    public const string SignUpsTable = "signUps";

    /// <summary>Variants of issues in the archive and the feeds, newest first: PartitionKey list and language, RowKey falling with the cut-off.</summary>
    public const string PublicDigestsTable = "publicDigests";

    /// <summary>What senders share: PartitionKey <c>rate</c>, RowKey <c>next</c>, the first moment of sending that no instance has taken.</summary>
    public const string SendingTable = "sending";

    /// <summary>
    /// What came back: PartitionKey shard, RowKey reader's id, for the failures of a reader that are counted; PartitionKey <c>file</c>, RowKey id of the file, for what
    /// became of each mail of container <c>bounces</c>.
    /// </summary>
    public const string BouncesTable = "bounces";

    /// <summary>All containers.</summary>
    public static IReadOnlyList<string> Containers { get; } =
    [
        ArticlesContainer, QuarantineContainer, ReceiptsContainer, DigestsContainer, BouncesContainer, TemplatesContainer,
    ];

    /// <summary>All queues.</summary>
    public static IReadOnlyList<string> Queues { get; } = [DeliveriesQueue, SignUpsQueue, PoisonedDeliveriesQueue, PoisonedSignUpsQueue, PoisonedFilesQueue];

    /// <summary>All tables.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    [
        ArticlesTable, OutboxesTable, ContentsTable, EventsTable, EventsByDateTable, ChangesTable, StoriesTable, StoryKeysTable, ArticleStoriesTable,
        QuarantineTable, DigestsTable, DeliveriesTable, SubscribersTable, PositionsTable, SuppressionsTable, SignUpsTable, PublicDigestsTable,
        SendingTable, BouncesTable,
    ];
}
