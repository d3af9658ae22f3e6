using System.Collections.Frozen;

namespace Pipeline.Articles.Reading.Rtf;

/// <summary>The control words that matter to a reader of text. After RTF Specification 1.9.1.</summary>
internal static class RtfWords
{
    private const string Skipped =
        """
        colortbl pict objdata objclass objname objtime header headerl headerr headerf footer footerl footerr footerf footnote annotation atnid atnauthor
        atnref atnicn atndate atntime atnparent atrfstart atrfend comment xe tc tcn rxe bkmkstart bkmkend themedata colorschememapping datastore
        latentstyles listtable listoverridetable listpicture listtext pntext pn pnseclvl generator rsidtbl mmathPr xmlnstbl fldinst datafield formfield
        userprops filetbl revtbl nonshppict shppict sp shprslt private doccomm subject operator keywords category company manager hlinkbase revtim printim
        buptim template nextfile ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn falt panose fontemb fontfile docvar wgrffmtfilter htmltag mhtmltag picprop
        passwordhash protusertbl
        """;

    /// <summary>Words that begin a destination, and which.</summary>
    public static readonly FrozenDictionary<string, RtfDestination> Destinations =
        Skipped.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(word => KeyValuePair.Create(word, RtfDestination.Skip))
            .Concat(
            [
                new("fonttbl", RtfDestination.Fonts), new("stylesheet", RtfDestination.Styles), new("info", RtfDestination.Info),
                new("object", RtfDestination.Mute), new("result", RtfDestination.Body), new("shpinst", RtfDestination.Mute), new("shptxt", RtfDestination.Box),
                new("do", RtfDestination.Mute), new("dptxbxtext", RtfDestination.Box), new("upr", RtfDestination.Mute), new("ud", RtfDestination.Body),
            ]).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Destinations that stand in the properties only.</summary>
    public static readonly FrozenDictionary<string, RtfDestination> Properties = FrozenDictionary.Create<string, RtfDestination>(
        StringComparer.Ordinal, new("title", RtfDestination.Title), new("author", RtfDestination.Author), new("creatim", RtfDestination.Created));

    /// <summary>Words that stand for a character.</summary>
    public static readonly FrozenDictionary<string, char> Characters = FrozenDictionary.Create<string, char>(
        StringComparer.Ordinal,
        new("tab", '\t'), new("line", '\n'), new("lbr", '\n'), new("softline", '\n'), new("emdash", '\u2014'), new("endash", '\u2013'),
        new("lquote", '\u2018'), new("rquote", '\u2019'), new("ldblquote", '\u201C'), new("rdblquote", '\u201D'), new("bullet", '\u2022'),
        new("emspace", '\u2003'), new("enspace", '\u2002'), new("qmspace", '\u2005'));

    /// <summary>Words that end a paragraph.</summary>
    public static readonly FrozenSet<string> ParagraphEnds = FrozenSet.Create(StringComparer.Ordinal, "par", "sect", "page", "column", "cell", "nestcell", "row", "nestrow");
}
