using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.InMemory;
using Pipeline.Stories;
using Pipeline.Testing;

namespace Pipeline.Soak.Merging;

/// <summary>
/// How many calls an article makes to the stores of stories and events, the more events there are, in memory: the same calls as to tables, of which each reads a point or
/// a short range with a bound. Filling tables with a hundred thousand events takes the emulator an hour.
/// </summary>
internal static class StoreCalls
{
    private const int EventsOfStory = 18;
    private const int Probes = 20 * SyntheticNews.ArticlesOfStory;

    /// <summary>Merges articles until there are as many events as each of <paramref name="sizes"/>, and says how many calls the next ones make.</summary>
    public static async Task RunAsync(IReadOnlyList<int> sizes, Action<string> say, CancellationToken cancellationToken)
    {
        var calls = 0;
        await using var services = new ServiceCollection().AddLogging().AddPipeline(new ConfigurationManager())
            .AddSingleton<IDigestStore, InMemoryDigestStore>()
            .AddSingleton(Counted<IStoryStore>.Over(new InMemoryStoryStore(), () => calls++))
            .AddSingleton(Counted<IEventStore>.Over(new InMemoryEventStore(), () => calls++))
            .BuildServiceProvider();
        var projection = services.GetRequiredService<IEventProjection>();
        var next = 0;
        foreach (var size in sizes)
        {
            await ProjectAsync(Math.Max(next, size / EventsOfStory * SyntheticNews.ArticlesOfStory));
            calls = 0;
            await ProjectAsync(next + Probes);
            say(FormattableString.Invariant($"{size} events stored: {calls / (double)Probes:F1} calls to the stores an article of 6 events ({Probes} articles, in memory)"));
        }

        async Task ProjectAsync(int end)
        {
            for (; next < end; next++)
            {
                var (article, events) = SyntheticNews.Of(next);
                await projection.ProjectAsync(article, 1, events, cancellationToken);
            }
        }
    }

    /// <summary>A store that tells of each call to it.</summary>
#pragma warning disable CA1852 // The proxy derives from it.
    public class Counted<T> : DispatchProxy
        where T : class
#pragma warning restore CA1852
    {
        private T? _inner;
        private Action? _called;

        /// <summary>Wraps <paramref name="inner"/>.</summary>
        public static T Over(T inner, Action called)
        {
            var proxy = Create<T, Counted<T>>();
            ((Counted<T>)(object)proxy)._inner = inner;
            ((Counted<T>)(object)proxy)._called = called;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            _called!();
            return targetMethod!.Invoke(_inner, args);
        }
    }
}
