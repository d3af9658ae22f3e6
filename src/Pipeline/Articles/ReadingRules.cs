using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Articles.Reading;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Articles;

/// <summary>
/// By what articles are read: the program with its languages, and the settings that decide what is found. Each article keeps the id of the rules that read it, so
/// that after a change it is known which are still to be read again, however often that is interrupted. Immutable.
/// </summary>
/// <param name="Id">An id of all of it. Two builds of one source give the same.</param>
public sealed record ReadingRules(string Id)
{
    internal static ReadingRules Of(IServiceProvider services)
    {
        var settings = JsonSerializer.Serialize(new
        {
            Reading = services.GetRequiredService<IOptions<ReadingOptions>>().Value,
            Merging = services.GetRequiredService<IOptions<MergingOptions>>().Value,
            services.GetRequiredService<IOptions<NewsroomOptions>>().Value.TimeZone,
        });

        // The compiler makes a module's id from all that is in it, the languages included.
        return new(Identifier.Of(
            "rules", IdOf(typeof(LanguagePack)), IdOf(typeof(ReadingRules)), settings));
    }

    private static string IdOf(Type type) => type.Module.ModuleVersionId.ToString("N");
}
