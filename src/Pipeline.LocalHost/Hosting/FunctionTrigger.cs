namespace Pipeline.LocalHost.Hosting;

/// <summary>What starts a function. Closed: the four nested cases are all there are.</summary>
internal abstract record FunctionTrigger
{
    private FunctionTrigger()
    {
    }

    /// <summary>A blob written in a container.</summary>
    internal sealed record Blob(string Container) : FunctionTrigger;

    /// <summary>A message on a queue.</summary>
    internal sealed record Queue(string Name) : FunctionTrigger;

    /// <summary>A schedule, or <c>%Setting%</c> that holds it.</summary>
    internal sealed record Timer(string Schedule) : FunctionTrigger;

    /// <summary>A request.</summary>
    internal sealed record Http(string Route, IReadOnlyList<string> Methods) : FunctionTrigger;
}
