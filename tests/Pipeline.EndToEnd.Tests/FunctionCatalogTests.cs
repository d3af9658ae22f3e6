using Microsoft.AspNetCore.Routing.Patterns;
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
                "AnswerSignUp", "Confirm", "DeliverDigest", "EraseReader", "ExportReader", "ForgetUnconfirmed", "Health", "IngestArticle", "MailEvents",
                "PoisonedDeliveries", "PoisonedFiles", "PoisonedSignUps", "Preferences", "Ready", "Reconcile", "SendDigest", "Subscribe", "Sweep", "TakeInBounce", "Unsubscribe",
                "Archive", "AtomFeed", "Calendar", "DigestPage", "EventPage", "Home", "JsonFeed", "LanguageHome", "Story", "Timeline",
            ]),
            functions.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.Equal(new FunctionTrigger.Queue("deliveries"), functions["DeliverDigest"]);
        Assert.Equal(new FunctionTrigger.Queue("signups"), functions["AnswerSignUp"]);
        Assert.Equal(
            ("unsubscribe/{token}", "get,post"),
            functions["Unsubscribe"] is FunctionTrigger.Http leave ? (leave.Route, string.Join(',', leave.Methods)) : default);
        Assert.Equal(("api/health", "get"), functions["Health"] is FunctionTrigger.Http http ? (http.Route, Assert.Single(http.Methods)) : default);
        Assert.Equal(new FunctionTrigger.Blob("articles"), functions["IngestArticle"]);
        Assert.Equal(new FunctionTrigger.Blob("bounces"), functions["TakeInBounce"]);
        Assert.Equal(new FunctionTrigger.Timer("%DigestSchedule%"), functions["SendDigest"]);
    }

    [Fact]
    public void Of_TheFunctionClasses_EveryRouteIsAPatternBehindTheEmptyPrefix()
    {
        var routes = FunctionCatalog.Of(typeof(FunctionCatalog).Assembly).Select(function => function.Trigger).OfType<FunctionTrigger.Http>().Select(http => http.Route).ToList();

        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.NotNull(RoutePatternFactory.Parse("/" + route)));
    }
}
