using System.Globalization;
using Pipeline.Articles;
using Pipeline.Articles.Reading.Metadata;
using Pipeline.Digest.Rendering;
using Pipeline.Extraction;
using Scriban.Runtime;

namespace Pipeline.Receipts;

/// <summary>Puts a receipt into the words of a language, as plain script objects.</summary>
internal sealed class ReceiptView(Strings strings, NewsroomOptions newsroom, MomentReader moments, int maxTextCharacters)
{
    private readonly DateWriter _dates = new(strings);
    private readonly Typography _typography = new(strings);
    private readonly CheckWriter _checks = new(strings);
    private readonly PublicationWords _publication = new(strings, newsroom, moments);

    /// <summary>The model of the template for <paramref name="receipt"/>.</summary>
    public ScriptObject Of(Receipt receipt)
    {
        var article = receipt.Told;
        var found = article is null ? null : receipt.Found;
        var markup = article is null || found is null ? null : new ArticleMarkup(article, found, strings, maxTextCharacters);
        var title = article?.Title is { } named ? VisibleText.Line(named) : receipt.FileName;
        return Make(
            ("lang", strings.Language),
            ("dir", DirectionOf(strings.Culture)),
            ("tone", receipt.Head.State.ToString()),
            ("page_title", Words("receipt.title", ("file", receipt.FileName), ("state", StateOf(receipt)))),
            ("state", StateOf(receipt)),
            ("title", title),
            ("title_lang", article?.Language ?? ""),
            ("notices", List(Notices(receipt))),
            ("facts_title", Words(article is null ? "receipt.whence" : "receipt.facts")),
            ("facts", List(Facts(receipt))),
            ("warnings_title", Words("receipt.warnings")),
            ("warnings", List(receipt.Warnings.Select(object (code) => Warning(code)))),
            ("parts_title", _typography.Set(strings.Plural("receipt.archive.heading", receipt.Head.Parts.Count))),
            ("parts_text", Words("receipt.archive.text")),
            ("parts", List(receipt.Head.State == ArticleState.Archive ? receipt.Head.Parts.Select(part => Link(part, Receipt.NameIn(receipt.Head.FileName, part))) : [])),
            ("has_text", markup is not null),
            ("events_title", found is { Events.Count: > 0 } ? _typography.Set(strings.Plural("receipt.events", found.Events.Count)) : Words("receipt.events.none")),
            ("events", List((found?.Events ?? []).Select((told, index) => Event(told, index + 1, article!, markup!)))),
            ("nothing", Words("receipt.nothing")),
            ("in_text", Words("receipt.inText")),
            ("text_title", Words("receipt.text")),
            ("legend", Words("receipt.legend")),
            ("text_lang", article?.Language ?? ""),
            ("text_dir", DirectionOf(CultureInfo.GetCultureInfo(article?.Language ?? strings.Language))),
            ("article_text", markup?.Html ?? new RawHtml("")),
            ("cut", markup is { IsCut: true } ? Words("receipt.cut") : ""),
            ("footer", Words("receipt.footer", ("newsroom", newsroom.Name))));
    }

    private static string DirectionOf(CultureInfo culture) => culture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    private string StateOf(Receipt receipt) => Words("receipt.state." + receipt.Head.State.ToString());

    // The language of an editor whose file gave none is not known: all that we have.
    private IEnumerable<ScriptObject> Notices(Receipt receipt)
    {
        var all = Strings.Languages.Select(Strings.For).OrderByDescending(each => each.Language == strings.Language);
        return (receipt.Head.State, receipt.Reason) switch
        {
            (ArticleState.Quarantined, { } reason) => all.Select(each => Notice(
                each, each.Text("receipt.refused.heading"), [reason.Reason(each), each.Text("receipt.refused.remedy", ("remedy", reason.Remedy(each))), each.Text("receipt.refused.after")])),
            (ArticleState.Removed, _) => all.Select(each => Notice(
                each, each.Text("receipt.removed.heading"), [each.Text("receipt.removed.text"), each.Text("receipt.removed.after")])),
            (ArticleState.Duplicate, _) => [Notice(strings, strings.Text("receipt.duplicate.heading"), [strings.Text("receipt.duplicate.text")], receipt.First)],
            _ => [],
        };
    }

    private static ScriptObject Notice(Strings words, string heading, IEnumerable<string> paragraphs, string? first = null)
    {
        var typography = new Typography(words);
        return Make(
            ("lang", words.Language),
            ("heading", typography.Set(heading)),
            ("paragraphs", List(paragraphs.Select(object (text) => typography.Set(VisibleText.Line(text))))),
            ("link_label", typography.Set(words.Text("receipt.duplicate.first"))),
            ("links", List(first is null ? [] : [Link(first, VisibleText.Line(first))])));
    }

    private IEnumerable<ScriptObject> Facts(Receipt receipt)
    {
        if (receipt.Told is not null)
        {
            yield return Fact("file", receipt.FileName);
        }

        if (receipt.Head.Archive is { } archive)
        {
            yield return Fact("archive", VisibleText.Line(archive), href: ReceiptName.Of(archive).Html);
        }

        if (receipt.Told is not { } article)
        {
            yield break;
        }

        yield return Fact("published", _publication.When(article), note: _publication.Note(article), others: _publication.Others(article));
        yield return Fact("author", article.Author, article.Language);
        yield return Fact("source", article.SourceName ?? article.SourceUrl?.Host, href: SafeAddress(article.SourceUrl));
        yield return Fact("section", article.Section, article.Language);
        yield return Fact("language", CultureInfo.GetCultureInfo(article.Language).NativeName, article.Language);
    }

    private ScriptObject Fact(
        string key, string? text, string lang = "", string href = "", string note = "", IReadOnlyList<string>? others = null) => Make(
            ("label", Words("receipt.fact." + key)),
            ("text", text is null ? Words("receipt.unknown") : VisibleText.Line(text)),
            ("is_known", text is not null),
            ("lang", text is null ? "" : lang),
            ("href", href),
            ("note", note),
            ("others_label", Words("receipt.others")),
            ("others", List((others ?? []).Select(object (other) => other))));

    // A reader of ours lets nothing else through; a page is the last place to be sure.
    private static string SafeAddress(Uri? address) =>
        address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address.AbsoluteUri : "";

    private ScriptObject Event(DatedEvent told, int number, Article article, ArticleMarkup markup) => Make(
        ("number", number),
        ("lang", article.Language),
        ("headline", VisibleText.Line(told.Headline)),
        ("day", _dates.WriteFull(told.Date)),
        ("machine_day", told.Date.Precision == DatePrecision.Interval ? "" : told.Date.ToString()),
        ("status", strings.Text("status." + told.Status.ToString())),
        ("tone", told.Status.ToString()),
        ("sentence", Sentence(told, article)),
        ("notes", List(Notes(told, article).Select(object (note) => note))),
        ("is_in_text", markup.Reaches(number)));

    // Many a headline is the whole sentence.
    private static string Sentence(DatedEvent told, Article article)
    {
        var sentence = VisibleText.Line(told.Evidence.In(article.Text));
        return sentence.TrimEnd('.') == VisibleText.Line(told.Headline).TrimEnd('.') ? "" : sentence;
    }

    private IEnumerable<string> Notes(DatedEvent told, Article article)
    {
        if (told.PreviousDate is { } previous)
        {
            yield return Words("receipt.before", ("day", _dates.WriteFull(previous)));
        }

        foreach (var code in told.Warnings.Select(ExtractionWarnings.Code))
        {
            yield return _checks.Of([code], VisibleText.Line(told.DateText.In(article.Text)), told.Date).FirstOrDefault() ?? Warning(code);
        }

        if (told.Alternatives.Count > 0)
        {
            yield return Words("receipt.alternatives", ("days", string.Join(", ", told.Alternatives.Select(_dates.WriteFull))));
        }
    }

    private string Warning(string code) => Words("warning." + code);

    private static ScriptObject Link(string fileName, string text) => Make(("text", text), ("href", ReceiptName.Of(fileName).Html));

    private string Words(string key, params ReadOnlySpan<(string Name, string Value)> values) => _typography.Set(strings.Text(key, values));

    private static ScriptArray List(IEnumerable<object> values) => [.. values];

    private static ScriptObject Make(params ReadOnlySpan<(string Key, object Value)> members)
    {
        var made = new ScriptObject();
        foreach (var (key, value) in members)
        {
            made.SetValue(key, value, readOnly: true);
        }

        return made;
    }
}
