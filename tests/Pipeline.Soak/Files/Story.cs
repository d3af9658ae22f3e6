using System.Globalization;

namespace Pipeline.Soak.Files;

/// <summary>A made-up article, the same for the same number; no two numbers tell the same.</summary>
internal sealed record Story(string Title, IReadOnlyList<string> Paragraphs, DateOnly Date, string Author, string Language)
{
    private static readonly CultureInfo s_french = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en-GB");
    private static readonly string[] s_towns = ["Valmont", "Castelrive", "Montbrun", "Rocheval", "Sorbiers", "Beaulac", "Merval", "Aubrac", "Lindre", "Hautecombe"];
    private static readonly string[] s_names = ["Garrel", "Sorel", "Marchand", "Delmas", "Fournel", "Aubert", "Lavigne", "Tessier", "Roque", "Vidal"];
    private static readonly string[] s_first = ["Paul", "Anne", "Julie", "Marc", "Claire", "Hugo", "Nadia", "Louis"];

    private static readonly (string Fr, string En)[] s_acts =
    [
        ("a inauguré la halle", "opened the market hall"), ("a signé un accord avec le syndicat des transports", "signed an agreement with the transport union"),
        ("a annoncé la fermeture de l’usine", "announced the closure of the plant"), ("a présenté le budget de la ville", "presented the town budget"),
        ("a démissionné de la présidence du conseil", "resigned as chair of the council"), ("a rouvert le pont Saint-Blaise", "reopened the old bridge"),
        ("a été élu à la tête du port", "was elected head of the port"), ("a visité l’hôpital", "visited the hospital"),
    ];

    private static readonly (string Fr, string En)[] s_fillers =
    [
        ("Les habitants, réunis dans la salle des fêtes, ont posé de longues questions sur le coût du projet et sur la place laissée aux piétons.",
            "Residents who had gathered in the village hall asked long questions about the cost of the project and the room left for walkers."),
        ("L’opposition y voit une décision prise à la hâte, sans étude sérieuse de la circulation ni des nuisances pour les riverains.",
            "The opposition calls it a decision taken in haste, without any serious study of traffic or of the noise for those who live nearby."),
        ("La préfecture n’a pas souhaité répondre à nos questions, mais plusieurs agents confirment que le dossier reste ouvert.",
            "The prefecture declined to answer our questions, but several officials confirm that the file is still open."),
        ("Dans les rues voisines, les commerçants espèrent que les clients reviendront et que les loyers cesseront de monter.",
            "In the streets around it, shopkeepers hope that customers will come back and that rents will stop rising."),
        ("Un comité de suivi doit veiller au calendrier, aux dépenses et à la qualité des matériaux choisis par l’entreprise.",
            "A committee is to watch over the timetable, the spending and the quality of the materials that the contractor has chosen."),
    ];

    public static Story Of(int number)
    {
        var random = new Random(number);
        var isFrench = random.Next(4) > 0;
        var date = new DateOnly(2021, 1, 1).AddDays(random.Next(1_800));
        var (town, person) = (Pick(s_towns, random), $"{Pick(s_first, random)} {Pick(s_names, random)}");
        var first = Pick(s_acts, random);
        var second = Pick(s_acts, random);
        var culture = isFrench ? s_french : s_english;
        string Day(int before) => date.AddDays(-before).ToString("d MMMM yyyy", culture);
        List<string> paragraphs = isFrench
            ?
            [
                $"Le {Day(random.Next(1, 6))}, {person}, maire de {town}, {first.Fr} devant {number} invités. Le dossier porte le numéro {number}.",
                $"{Pick(s_first, random)} {Pick(s_names, random)} {second.Fr} le {Day(random.Next(7, 40))} à {Pick(s_towns, random)}.",
                $"Le procès de l’ancien adjoint s’ouvrira le {Day(-random.Next(5, 60))} devant le tribunal de {Pick(s_towns, random)}.",
            ]
            :
            [
                $"On {Day(random.Next(1, 6))}, {person}, mayor of {town}, {first.En} in front of {number} guests. The file bears the number {number}.",
                $"{Pick(s_first, random)} {Pick(s_names, random)} {second.En} on {Day(random.Next(7, 40))} in {Pick(s_towns, random)}.",
                $"The trial of the former deputy will open on {Day(-random.Next(5, 60))} before the court of {Pick(s_towns, random)}.",
            ];
        for (var fillers = random.Next(3, 12); fillers > 0; fillers--)
        {
            var filler = Pick(s_fillers, random);
            paragraphs.Insert(random.Next(1, paragraphs.Count + 1), isFrench ? filler.Fr : filler.En);
        }

        var title = isFrench ? $"{town} tourne une page, dossier {number}" : $"{town} turns a page, file {number}";
        return new Story(title, paragraphs, date, person, isFrench ? "fr" : "en");
    }

    public string Iso => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Body => string.Join("\n\n", Paragraphs);

    private static T Pick<T>(IReadOnlyList<T> from, Random random) => from[random.Next(from.Count)];
}
