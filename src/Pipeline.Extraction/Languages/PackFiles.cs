using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Extraction.Languages;

/// <summary>The files of a language pack as they are read; what a linguist writes and nothing else.</summary>
internal static class PackFiles
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="FormatException">The file is missing or is no such file; the message names it.</exception>
    public static T Read<T>(Func<string, Stream?> open, string file)
    {
        using var stream = open(file) ?? throw new FormatException($"The language pack lacks '{file}'.");
        try
        {
            return JsonSerializer.Deserialize<T>(stream, Format) ?? throw new FormatException($"'{file}' is empty.");
        }
        catch (JsonException error)
        {
            throw new FormatException($"'{file}': {error.Message}", error);
        }
    }

    /// <summary><c>language.json</c>.</summary>
    public sealed record Language
    {
        public required string Code { get; init; }

        public required string Name { get; init; }

        /// <summary>Place in the order of the packs, lowest first; it decides between equals.</summary>
        public int Rank { get; init; } = 100;

        /// <summary>Where all nouns have a capital, the words behind which one tells a noun; a single capitalised word is no name there.</summary>
        public string[] NounMarkers { get; init; } = [];

        /// <summary>Code of the pack whose words, patterns and cues this one takes over, or null.</summary>
        public string? VariantOf { get; init; }

        /// <summary>Order of day and month in digits: <c>dmy</c> or <c>mdy</c>.</summary>
        public string DateOrder { get; init; } = "dmy";

        public NumeralData Numerals { get; init; } = new();

        /// <summary>Words after which a full stop ends no sentence.</summary>
        public string[] Abbreviations { get; init; } = [];

        /// <summary>Words as they stand before the apostrophe of an elision.</summary>
        public string[] Elisions { get; init; } = [];

        /// <summary>Words with which a stamp above the text starts or goes on behind its day: "published on ...", "... by".</summary>
        public string[] StampCues { get; init; } = [];

        /// <summary>Frequent short words: the language is told by them, and patterns know them as the class <c>function</c>.</summary>
        public string[] FunctionWords { get; init; } = [];

        /// <summary>Further frequent words by which the language is told, and nothing else.</summary>
        public string[] CommonWords { get; init; } = [];
    }

    /// <summary><c>lexicon.json</c> and the classes of <c>events.json</c>: class name -> words.</summary>
    public sealed record WordClass
    {
        /// <summary>The word counts only with a capital ("May", "March").</summary>
        public bool Capital { get; init; }

        /// <summary>Words of a class with capitals that count in lower case too ("monday").</summary>
        public string[] Small { get; init; } = [];

        /// <summary>Word or phrase -> value.</summary>
        public Dictionary<string, string> Values { get; init; } = [];

        /// <summary>Words or phrases without a value.</summary>
        public string[] Words { get; init; } = [];
    }

    /// <summary><c>lexicon.json</c>.</summary>
    public sealed record LexiconFile
    {
        public required Dictionary<string, WordClass> Classes { get; init; }
    }

    /// <summary><c>patterns.json</c>.</summary>
    public sealed record PatternFile
    {
        public Dictionary<string, string> Macros { get; init; } = [];

        /// <summary>What may stand between a day and its hour, as patterns; the empty one is always allowed.</summary>
        public string[] DayThenTime { get; init; } = [];

        /// <summary>What may stand between an hour and its day.</summary>
        public string[] TimeThenDay { get; init; } = [];

        public required PatternEntry[] Patterns { get; init; }
    }

    /// <summary>One pattern.</summary>
    public sealed record PatternEntry
    {
        public required string Id { get; init; }

        public required string Match { get; init; }

        public string? Value { get; init; }

        public string[]? Values { get; init; }

        public bool Range { get; init; }

        public bool Title { get; init; }

        public bool OpensLine { get; init; }

        public string[] UnlessBefore { get; init; } = [];

        public string[] UnlessAfter { get; init; } = [];

        public string[] OnlyAfter { get; init; } = [];

        /// <summary>Rows of text, publication day and expected values.</summary>
        public required string[][] Examples { get; init; }
    }

    /// <summary><c>events.json</c>.</summary>
    public sealed record EventFile
    {
        public required Dictionary<string, WordClass> Classes { get; init; }

        /// <summary>Kind of cue -> patterns in the notation of <c>patterns.json</c>.</summary>
        public Dictionary<string, string[]> Cues { get; init; } = [];

        /// <summary>Kind of cue -> endings of verbs.</summary>
        public Dictionary<string, string[]> Endings { get; init; } = [];

        /// <summary>Words that end like a verb and are none.</summary>
        public string[] NoVerbs { get; init; } = [];
    }
}
