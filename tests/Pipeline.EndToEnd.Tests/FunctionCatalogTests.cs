using Pipeline.LocalHost.Hosting;

namespace Pipeline.EndToEnd.Tests;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Of_TheFunctionClasses_FindsAllWithTheirTriggers()
    {
        var functions = FunctionCatalog.Of(typeof(FunctionCatalog).Assembly);

        Assert.Equal(["DeliverDigest", "Health", "IngestArticle", "PoisonedDeliveries", "PoisonedFiles", "Ready", "Reconcile", "SendDigest", "Sweep"], functions.Select(function => function.Name));
        Assert.Equal(new FunctionTrigger.Queue("deliveries"), functions[0].Trigger);
        Assert.Equal(("api/health", "get"), functions[1].Trigger is FunctionTrigger.Http http ? (http.Route, Assert.Single(http.Methods)) : default);
        Assert.Equal(new FunctionTrigger.Blob("articles"), functions[2].Trigger);
        Assert.Equal(new FunctionTrigger.Timer("%DigestSchedule%"), functions[7].Trigger);
    }
}
