using System.Globalization;

namespace Pipeline.Soak.Files;

/// <summary>
/// What a newsroom drops, the same for the same number of files: all formats, and of a hundred files about 6 copies under other names, 6 refusals, 3 refusals and
/// 3 articles that are corrected, and 2 archives of four files, one of them refused.
/// </summary>
public static class FileMix
{
    private const int Hundred = 100;

    public static IEnumerable<SoakFile> Of(int count)
    {
        for (var n = 0; n < count; n++)
        {
            yield return FileOf(n, count);
        }
    }

    // Spread, so that a small mix has some of each kind too.
    private static SoakFile FileOf(int n, int count) => (n * 37 % Hundred) switch
    {
        < 6 => Refused(n),
        < 9 => Corrected(n, Refusals.All[n / 7 % Refusals.All.Count].Write(n)),
        < 12 => Corrected(n, StoryFormats.Text(Story.Of(n + (10 * count)))),
        < 14 => Archive(n, count),
        < 26 => Same(n),
        _ => Article(n),
    };

    private static SoakFile Article(int n)
    {
        var (extension, write, hasTitle) = StoryFormats.All[n % StoryFormats.All.Count];
        var story = Story.Of(n);
        return new SoakFile { Name = NameOf(n, extension), Bytes = write(story), Fate = Fate.Ingested, Title = hasTitle ? story.Title : null };
    }

    private static SoakFile Refused(int n)
    {
        var (extension, write) = Refusals.All[n / 7 % Refusals.All.Count];
        return new SoakFile { Name = NameOf(n, extension), Bytes = write(n), Fate = Fate.Quarantined };
    }

    private static SoakFile Corrected(int n, byte[] before)
    {
        var story = Story.Of(n);
        return new SoakFile { Name = NameOf(n, ".txt"), Bytes = StoryFormats.Text(story), Fate = Fate.Ingested, Title = story.Title, Before = before };
    }

    // A hundred numbers hold twelve of these, which share six texts.
    private static SoakFile Same(int n)
    {
        var group = 1 + (n / Hundred * 6) + (((n * 37 % Hundred) - 14) / 2);
        return new SoakFile { Name = NameOf(n, ".txt"), Bytes = StoryFormats.Text(Story.Of(-1_000_000 - group)), Fate = Fate.OneOfSame, Group = group };
    }

    private static SoakFile Archive(int n, int count)
    {
        var name = NameOf(n, ".zip");
        List<SoakFile> parts = [];
        for (var part = 0; part < 3; part++)
        {
            var (extension, write, hasTitle) = StoryFormats.All[(n + part) % StoryFormats.All.Count];
            var story = Story.Of((20 * count) + (3 * n) + part);
            parts.Add(new SoakFile { Name = $"{name}!/{part}{extension}", Bytes = write(story), Fate = Fate.Ingested, Title = hasTitle ? story.Title : null });
        }

        parts.Add(new SoakFile { Name = $"{name}!/note.txt", Bytes = "mot"u8.ToArray(), Fate = Fate.Quarantined });
        var bytes = Zip.Of(parts.Select(part => (part.Name[(name.Length + 2)..], part.Bytes)));
        return new SoakFile { Name = name, Bytes = bytes, Fate = Fate.Archive, Parts = parts };
    }

    private static string NameOf(int n, string extension) => $"desk-{n % 7}/{n.ToString("D6", CultureInfo.InvariantCulture)}{extension}";
}
