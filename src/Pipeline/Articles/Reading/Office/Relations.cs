using Pipeline.Articles.Reading.Archives;

namespace Pipeline.Articles.Reading.Office;

/// <summary>Finds the parts of an OOXML document by what they are to it: some programs call the main part <c>document2.xml</c>.</summary>
internal sealed class Relations
{
    private readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal);

    /// <summary>The path of the part that is the <paramref name="kind"/> (last word of the relation's type); null where none is named.</summary>
    public string? Find(string kind) => _targets.GetValueOrDefault(kind);

    /// <summary>The relations of the part at <paramref name="path"/>; those of the whole document where it is empty.</summary>
    public static Relations Of(GuardedArchive archive, string path, DocumentOptions limits, ICollection<ArticleWarning> warnings, CancellationToken cancellationToken)
    {
        var relations = new Relations();
        var cut = path.LastIndexOf('/') + 1;
        var folder = path[..cut];
        OptionalPart.Read(archive, $"{folder}_rels/{path[cut..]}.rels", limits, warnings, xml => relations.Add(xml, folder), cancellationToken);
        return relations;
    }

    private void Add(GuardedXml xml, string folder)
    {
        while (xml.Read())
        {
            if (xml.IsStart && xml.Name == "Relationship" && xml.Attribute("Type") is { } type && xml.Attribute("Target") is { Length: > 0 } target)
            {
                _targets.TryAdd(type[(type.LastIndexOf('/') + 1)..], target[0] == '/' ? target[1..] : folder + target);
            }
        }
    }
}
