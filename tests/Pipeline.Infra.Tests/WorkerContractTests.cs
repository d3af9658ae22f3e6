using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Pipeline.Infra.Tests;

/// <summary>
/// The function classes are compiled here against a contract of our own, since not every package feed carries the worker. What contract, classes and
/// <c>Program.cs</c> use is compared, name by name, with the worker's public source.
/// </summary>
public sealed partial class WorkerContractTests
{
    private static readonly PublishedWorker s_published = PublishedWorker.Read();

    private static readonly Type[] s_contract =
        [.. typeof(FunctionAttribute).Assembly.GetExportedTypes().Where(type => type.Namespace == "Microsoft.Azure.Functions.Worker")];

    private static readonly Type[] s_results = [typeof(void), typeof(IActionResult), typeof(Task), typeof(Task<IActionResult>)];

    [Fact]
    public void Contract_ItsTypes_ArePublishedByTheWorker() =>
        Assert.Equal(s_published.Types.Keys.Order(StringComparer.Ordinal), s_contract.Select(type => type.FullName!).Order(StringComparer.Ordinal));

    [Fact]
    public void Contract_EachType_IsDeclaredAsPublished() => Assert.All(s_contract, type =>
    {
        var published = s_published.Types[type.FullName!];

        Assert.Equal(published.Kind, Declaration.KindOf(type));
        Assert.Equal(published.Usage, type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false)?.ValidOn.ToString());
        Assert.Equal(published.Members.Order(StringComparer.Ordinal), Declaration.MembersOf(type).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Function_EachOne_HasOneTriggerAndTakesWhatTheWorkerBinds()
    {
        Assert.Equal(TriggerList.All.Count, TriggerList.All.Select(entry => entry.Function).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(TriggerList.All, entry =>
        {
            var binds = s_published.Types[entry.Trigger.GetType().FullName!].Binds;
            var type = entry.Parameter.ParameterType;
            Assert.True(binds.Contains(type.FullName!) || (binds.Contains("json") && IsOurs(type)), $"{entry.Function}: {entry.Trigger.GetType().Name} binds no {type}.");
            Assert.All(entry.Method.GetParameters().Where(parameter => parameter != entry.Parameter), parameter => Assert.True(
                parameter.ParameterType == typeof(CancellationToken) || IsOfTheRoute(entry.Trigger, parameter), $"{entry.Function}: nothing fills {parameter}."));
            Assert.Contains(entry.Method.ReturnType, s_results);
        });
    }

    [Fact]
    public void Function_EachOne_CarriesNoAttributeOfTheWorkerBesides()
    {
        // Retry attributes beside a blob or queue trigger are a compile error in the cloud's build (AZFW0012), which cannot run here.
        var carried = TriggerList.All.SelectMany(entry => entry.Method.GetCustomAttributes().Concat(entry.Parameter.GetCustomAttributes()))
            .Where(attribute => attribute.GetType().Namespace!.StartsWith("Microsoft.Azure", StringComparison.Ordinal));

        Assert.All(carried, attribute => Assert.True(attribute is FunctionAttribute || attribute.GetType().Name.EndsWith("TriggerAttribute", StringComparison.Ordinal)));
    }

    [Fact]
    public void Program_EachCall_IsListed()
    {
        var program = Sources.Read("src", "Pipeline.Functions", "Program.cs");
        var calls = Call().Matches(program).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.Empty(calls.Except(s_published.Calls.Keys.Concat(s_published.NotOfTheWorker.Keys), StringComparer.Ordinal));
        Assert.Empty(s_published.Calls.Keys.Except(calls, StringComparer.Ordinal));
        Assert.Empty(BuilderProperty().Matches(program).Select(match => match.Groups["name"].Value).Except(s_published.Properties.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public void Program_EachNamespaceOfTheWorker_IsThatOfACall()
    {
        var used = WorkerNamespace().Matches(Sources.Read("src", "Pipeline.Functions", "Program.cs")).Select(match => match.Groups["name"].Value);

        Assert.Equal(s_published.Calls.Values.Select(call => call.Namespace).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Packages_ThatWereRead_AreThoseReferenced()
    {
        var referenced = PackageVersion().Matches(Sources.Read("Directory.Packages.props"))
            .Select(match => $"{match.Groups["name"].Value} {match.Groups["version"].Value}").ToHashSet(StringComparer.Ordinal);
        var read = s_published.Types.Values.Select(type => type.Package).OfType<string>().Concat(s_published.Calls.Values.Select(call => call.Package)).Distinct(StringComparer.Ordinal);

        Assert.All(read, package => Assert.Contains(package, referenced));
    }

    private static bool IsOfTheRoute(Attribute trigger, ParameterInfo parameter) =>
        trigger is HttpTriggerAttribute { Route: { } route } && parameter.ParameterType == typeof(string)
        && RoutePart().Matches(route).Any(match => match.Groups["name"].Value == parameter.Name);

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Pipeline", StringComparison.Ordinal) is true && type.IsSealed;

    [GeneratedRegex(@"(?<=[.\s])(?<name>[A-Z]\w+)(<[^>]*>)?\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)[^}]*\}")]
    private static partial Regex RoutePart();

    [GeneratedRegex(@"builder\.(?<name>[A-Z]\w+)(?![\w(])")]
    private static partial Regex BuilderProperty();

    [GeneratedRegex(@"^using (?<name>Microsoft\.Azure\.Functions[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex WorkerNamespace();

    [GeneratedRegex("""<PackageVersion Include="(?<name>[^"]+)" Version="(?<version>[^"]+)" />""")]
    private static partial Regex PackageVersion();
}
