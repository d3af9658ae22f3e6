using Pipeline.LocalHost.Hosting;

namespace Pipeline.EndToEnd.Tests;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Of_TheFunctionClasses_FindsAllWithTheirTriggers()
    {
        var functions = FunctionCatalog.Of(typeof(FunctionCatalog).Assembly).ToDictionary(function => function.Name, function => function.Trigger);

        Assert.Superset(
            new HashSet<string>(
            [
                "DeliverDigest", "Health", "IngestArticle", "PoisonedDeliveries", "PoisonedFiles", "PoisonedSignUps", "Ready", "Reconcile", "SendDigest", "Sweep",
                "Archive", "AtomFeed", "Calendar", "DigestPage", "EventPage", "Home", "JsonFeed", "LanguageHome", "Story", "Timeline",
            ]),
            functions.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.Equal(new FunctionTrigger.Queue("deliveries"), functions["DeliverDigest"]);
        Assert.Equal(("api/health", "get"), functions["Health"] is FunctionTrigger.Http http ? (http.Route, Assert.Single(http.Methods)) : default);
        Assert.Equal(new FunctionTrigger.Blob("articles"), functions["IngestArticle"]);
        Assert.Equal(new FunctionTrigger.Timer("%DigestSchedule%"), functions["SendDigest"]);
    }
}
