using Pipeline.LocalHost.Hosting;

namespace Pipeline.EndToEnd.Tests;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Of_TheFunctionClasses_FindsAllWithTheirTriggers()
    {
        var functions = FunctionCatalog.Of(typeof(FunctionCatalog).Assembly);

        Assert.Equal(
            ["AnswerSignUp", "Confirm", "DeliverDigest", "EraseReader", "ExportReader", "ForgetUnconfirmed", "Health", "IngestArticle", "Preferences", "Reconcile", "SendDigest", "Subscribe", "Sweep", "Unsubscribe"],
            functions.Select(function => function.Name));
        Assert.Equal(new FunctionTrigger.Queue("deliveries"), Trigger("DeliverDigest"));
        Assert.Equal(new FunctionTrigger.Queue("signups"), Trigger("AnswerSignUp"));
        Assert.Equal(("api/health", "get"), Trigger("Health") is FunctionTrigger.Http http ? (http.Route, Assert.Single(http.Methods)) : default);
        Assert.Equal(("unsubscribe/{token}", "get,post"), Trigger("Unsubscribe") is FunctionTrigger.Http leave ? (leave.Route, string.Join(',', leave.Methods)) : default);
        Assert.Equal(new FunctionTrigger.Blob("articles"), Trigger("IngestArticle"));
        Assert.Equal(new FunctionTrigger.Timer("%DigestSchedule%"), Trigger("SendDigest"));

        FunctionTrigger Trigger(string name) => functions.Single(function => function.Name == name).Trigger;
    }
}
