using Pipeline.Events;

namespace Pipeline.Tests.Stories;

/// <summary>
/// Pairs of articles that are easily taken for one matter, or for two: what is merged is told once, and what is merged wrongly is lost. The articles are our own.
/// </summary>
public sealed class HardPairTests
{
    /// <summary>Two articles, and words of the two sentences that tell different things.</summary>
    public static TheoryData<string, string, string, string, string, string, string> Apart => new()
    {
        {
            "two fires of one night in one town", "2026-03-05",
            "Incendie mortel rue des Tanneurs à Brécourt\nUn incendie a ravagé un immeuble de la rue des Tanneurs à Brécourt dans la nuit du 3 au 4 mars 2026. Une femme de 61 ans est morte, ont indiqué les pompiers de Brécourt. Le maire, Yvan Delorme, s’est rendu sur place.",
            "incendie a ravagé", "2026-03-05",
            "Un entrepôt détruit par le feu à Brécourt\nLes flammes ont détruit dans la nuit du 3 au 4 mars 2026 un entrepôt de pneus de la zone des Quatre-Vents, à Brécourt. Personne n’a été blessé. La société Pneuval emploie quarante salariés.",
            "flammes ont détruit"
        },
        {
            "stations opened on one day in two towns", "2026-05-06",
            "La gare de Bruneval inaugurée\nLa nouvelle gare de Bruneval a été inaugurée le 5 mai 2026 par la ministre, Claire Vasseur. Les travaux ont coûté 14 millions d’euros, selon la maire de Bruneval, Odile Carpentier.",
            "gare de Bruneval", "2026-05-06",
            "La gare d’Ostrevent inaugurée\nLa nouvelle gare d’Ostrevent a été inaugurée le 5 mai 2026 par le préfet, Marc Thibault. Les travaux ont coûté 9 millions d’euros, selon le maire d’Ostrevent, Luc Ferrand.",
            "gare d’Ostrevent"
        },
        {
            "two accidents on one motorway", "2026-04-11",
            "Collision on the M79 near Thornby kills two\nTwo people died when a lorry hit a minibus on the M79 near Thornby on Friday morning. The driver of the lorry, a man of 44, was taken to Thornby General Hospital.",
            "Two people died", "2026-04-11",
            "Motorcyclist seriously hurt on the M79\nA motorcyclist was thrown from her bike on the M79 near Thornby on Friday evening. Police asked witnesses to call the Harrowmere station.",
            "motorcyclist was thrown"
        },
        {
            "verdict and strike before one court", "2026-06-10",
            "Castelrive : l’ancien maire condamné\nLe tribunal de Castelrive a condamné mardi l’ancien maire Paul Garrel à deux ans de prison avec sursis. Il avait été mis en examen en 2023.",
            "condamné mardi", "2026-06-10",
            "Les greffiers de Castelrive en grève\nLes greffiers du tribunal de Castelrive ont cessé le travail mardi pour demander des effectifs. Leur syndicat, le Sygref, a appelé à une nouvelle journée d’action.",
            "cessé le travail"
        },
        {
            "two plans of one council for one day", "2026-09-02",
            "Valmont : le budget au conseil\nLe conseil municipal de Valmont votera la taxe foncière le 14 septembre 2026. Le maire, Paul Garrel, promet une baisse de la taxe foncière.",
            "votera la taxe", "2026-09-03",
            "Valmont attend ses nouveaux bus\nLes douze bus électriques de Valmont circuleront à partir du 14 septembre 2026. La société Transval a formé ses conducteurs.",
            "bus électriques"
        },
        {
            "a win at home and a win away", "2026-02-09",
            "Castagnac bat Lestrac\nL’US Castagnac a battu Lestrac 23 à 18 dimanche au stade des Cèdres. Mathias Rouquier a marqué deux essais.",
            "battu Lestrac", "2026-02-09",
            "Les cadettes de Castagnac gagnent à Montalba\nLes cadettes de l’US Castagnac ont gagné 31 à 5 dimanche à Montalba. Elles restent en tête de leur poule.",
            "cadettes"
        },
        {
            "two companies report on one day", "2026-02-12",
            "Glaswerke Adlerfels steigert Umsatz\nGlaswerke Adlerfels hat am 11. Februar 2026 einen Umsatz von 1,4 Milliarden Euro gemeldet. Vorstandschefin Dorothea Brandtstetter sprach von einem guten Jahr.",
            "Glaswerke Adlerfels hat", "2026-02-12",
            "Papierfabrik Lütersen rutscht ins Minus\nDie Papierfabrik Lütersen hat am 11. Februar 2026 einen Verlust von 12 Millionen Euro gemeldet. Der Betriebsrat fürchtet um 300 Stellen.",
            "Papierfabrik Lütersen hat"
        },
        {
            "two resignations of one evening", "2026-07-03",
            "Démission à la tête du port de Grave\nLa directrice du port de Grave, Hélène Maillard, a démissionné jeudi soir. Elle dénonce le retard du terminal.",
            "directrice du port", "2026-07-03",
            "Le président du club de Grave s’en va\nLe président du club de voile de Grave, Bruno Sarlat, a démissionné jeudi soir. Une assemblée générale élira son successeur.",
            "club de voile"
        },
        {
            "arrests in two cases", "2026-01-22",
            "Tres detenidos por el robo de la copa\nLa Guardia Civil detuvo el 20 de enero de 2026 en Villarrobla a tres hombres por el robo de la copa Ellerby. El juez Arrieta ordenó su ingreso en prisión.",
            "copa Ellerby", "2026-01-22",
            "Detenida una banda de falsos técnicos\nLa Policía Nacional detuvo el 20 de enero de 2026 en Cantalejo a cinco personas que estafaban a ancianos. Se hacían pasar por técnicos del gas.",
            "Policía Nacional"
        },
        {
            "a storm takes two roofs", "2026-11-15",
            "Storm Nadia tears roof off Penmarrow chapel\nStorm Nadia tore the roof off the Methodist chapel in Penmarrow on Saturday night. Nobody was inside, said the minister, Tom Penrose.",
            "Methodist chapel", "2026-11-15",
            "School in St Keir loses its gym in the gale\nThe gale lifted the roof of the gymnasium of St Keir primary school on Saturday night. Pupils will stay at home on Monday, said headteacher Joan Hobbs.",
            "gymnasium"
        },
        {
            "over languages: plans of one town for one day", "2026-09-02",
            "Valmont : la taxe foncière en débat\nLe conseil municipal débattra de la taxe foncière le 14 septembre 2026. La piscine des Tanneurs rouvrira le même jour, a dit le maire de Valmont, Paul Garrel.",
            "débattra", "2026-09-03",
            "Valmont’s new buses are coming\nTwelve electric buses will replace the old trolleys on 14 September 2026. Paul Garrel, the mayor of Valmont, drove one. The library will close for repairs on 14 September 2026.",
            "electric buses"
        },
        {
            "over languages: what the storm did and what the council did", "2026-11-16",
            "La tempête Nadia frappe Penmarrow\nUne rafale a arraché dans l’après-midi du samedi 14 novembre 2026 le toit de la chapelle de Penmarrow. Le pasteur, Tom Penrose, est sauf. Deux bateaux ont coulé samedi dans le port.",
            "le toit de la chapelle", "2026-11-17",
            "Penmarrow after Storm Nadia\nThe council opened its sports hall on Saturday 14 November 2026 for those whom Storm Nadia had left without power. The Rev Tom Penrose of Penmarrow spent the night there.",
            "sports hall"
        },
        {
            "over languages: a strike and a balance sheet of one day", "2026-03-19",
            "Montgalant : les verriers cessent le travail\nLes verriers de Montgalant ont cessé le travail mercredi 18 mars 2026. Marion Lescure, du syndicat, parle de 480 grévistes sur 610 chez Glaswerke Adlerfels.",
            "cessé le travail", "2026-03-19",
            "Adlerfels legt Zahlen vor\nGlaswerke Adlerfels hat am 18. März 2026 seine Bilanz vorgelegt. Der Verlust beträgt 12 Millionen Euro. In Montgalant sprach Marion Lescure von einer Provokation.",
            "Bilanz"
        },
        {
            "over languages: one name and two doings of one day", "2026-03-05",
            "Brécourt : la halle inaugurée\nYvan Delorme, le maire de Brécourt, a inauguré la halle des Tanneurs le 3 mars 2026. La piscine de Brécourt a fermé pour travaux le 3 mars 2026.",
            "a inauguré", "2026-03-06",
            "Brécourt’s mayor in court\nYvan Delorme, mayor of Brécourt, was fined for speeding on 3 March 2026. The choir of Brécourt sang in the hall of Les Tanneurs on 3 March 2026.",
            "speeding"
        },
        {
            "a feast called off and something else of that day", "2026-06-15",
            "Valmont sans sa fête\nLa fête des cinquante ans de la clinique Saint-Blaise de Valmont, prévue samedi, a été annulée, a dit Odile Carpentier. La clinique Saint-Blaise soigne au ralenti.",
            "prévue samedi", "2026-06-25",
            "Valmont : deux scanners repartent\nLa clinique Saint-Blaise se remet. L’imagerie a redémarré samedi sur deux appareils. Odile Carpentier, la directrice, remercie ses équipes à Valmont.",
            "redémarré"
        },
        {
            "the same council meets again a month later", "2026-03-17",
            "Le conseil de Valmont vote l’aide\nLe conseil municipal de Valmont, réuni en séance extraordinaire, a voté le 16 mars 2026 une aide d’urgence de 300 euros.",
            "16 mars 2026", "2026-04-14",
            "Le conseil de Valmont vote l’aide aux commerces\nLe conseil municipal de Valmont, réuni en séance extraordinaire, a voté le 13 avril 2026 une aide d’urgence de 900 euros aux commerces.",
            "13 avril 2026"
        },
    };

    /// <summary>Two articles, and words of the two sentences that tell one thing.</summary>
    public static TheoryData<string, string, string, string, string, string, string> Together => new()
    {
        {
            "the same vote in other words", "2026-03-04",
            "Valmont reconstruira son pont\nLe conseil municipal de Valmont a voté mardi la reconstruction du pont Saint-Blaise. Le chantier durera deux ans, selon le maire Paul Garrel.",
            "a voté mardi", "2026-03-05",
            "Feu vert pour le pont Saint-Blaise\nLa reconstruction du pont Saint-Blaise a été approuvée le 3 mars par les élus de Valmont, malgré l’opposition. Paul Garrel veut ouvrir l’ouvrage en 2028.",
            "approuvée"
        },
        {
            "French and English, one verdict", "2026-06-10",
            "Castelrive : Paul Garrel condamné\nLe tribunal de Castelrive a condamné le 9 juin 2026 l’ancien maire de Valmont, Paul Garrel, à deux ans de prison avec sursis dans l’affaire du pont Saint-Blaise.",
            "a condamné", "2026-06-14",
            "Former mayor of Valmont convicted in French bridge case\nPaul Garrel, the former mayor of Valmont, was given a suspended sentence by a court in Castelrive on 9 June 2026 over the collapse of the Saint-Blaise bridge.",
            "suspended sentence"
        },
        {
            "English and Spanish, one theft", "2024-11-18",
            "Ellerby Cup found in Spain\nOfficers of the Guardia Civil recovered the Ellerby Cup outside Villarrobla del Campo. The cup was stolen on 16 June 2019 from Ellerby House, near Harrowmere.",
            "was stolen", "2024-11-20",
            "La copa Ellerby apareció en Villarrobla\nLa Guardia Civil localizó la copa Ellerby en una finca de Villarrobla del Campo. El robo se remonta al 16 de junio de 2019, en Ellerby House, cerca de Harrowmere.",
            "robo"
        },
        {
            "French and German, one announcement", "2026-03-24",
            "Montgalant : la verrerie en grève\nLa direction de Glaswerke Adlerfels avait annoncé le 17 mars 2026 la suppression de 214 postes sur 610 à la verrerie de Montgalant. Les salariés sont en grève.",
            "annoncé le 17 mars", "2026-04-02",
            "Adlerfels bleibt bei Plan für Montgalant\nGlaswerke Adlerfels hält an seinem Plan für Montgalant fest. Der Konzern hatte am 17. März 2026 bekannt gegeben, dass 214 von 610 Stellen wegfallen.",
            "bekannt gegeben"
        },
        {
            "a plan and its fulfilment", "2026-04-28",
            "La ligne B ouvrira le 5 mai\nLa ligne B du tramway de Valmeuse ouvrira le 5 mai 2026, annonce la métropole. Bruno Castelli, son président, coupera le ruban à La Chênaie.",
            "ouvrira le 5 mai", "2026-05-06",
            "Valmeuse a son tramway\nLa ligne B du tramway de Valmeuse a été inaugurée mardi 5 mai par Bruno Castelli. La foule attendait la première rame à La Chênaie.",
            "inaugurée"
        },
        {
            "a plan and its cancellation", "2026-05-02",
            "Un bal place des Tanneurs\nUn grand bal sera donné le samedi 9 mai 2026 place des Tanneurs à Valmeuse pour l’arrivée du tramway de La Chênaie.",
            "grand bal", "2026-05-06",
            "Valmeuse : pas de bal\nLe bal prévu le samedi 9 mai place des Tanneurs est annulé, indique la mairie de Valmeuse. Le chantier du tramway de La Chênaie n’est pas terminé.",
            "est annulé"
        },
        {
            "a date moved", "2026-04-17",
            "Valmeuse : le tramway dans trois semaines\nLa ligne B du tramway de Valmeuse doit ouvrir le 5 mai 2026, rappelle Bruno Castelli. Une rame a déraillé à La Chênaie.",
            "doit ouvrir", "2026-04-22",
            "Tramway de Valmeuse : quinze jours de retard\nL’ouverture de la ligne B du tramway de Valmeuse, prévue le 5 mai 2026, est reportée au 19 mai, a dit Bruno Castelli à La Chênaie.",
            "reportée"
        },
        {
            "a day and its month", "2026-03-25",
            "Orsel rendra son rapport en mai\nLe cabinet Orsel doit rendre en mai 2026 son rapport sur la verrerie de Montgalant aux élus du personnel, a dit Marion Lescure.",
            "rendre en mai", "2026-04-20",
            "Montgalant attend le rapport Orsel\nLe cabinet Orsel doit rendre le 12 mai 2026 son rapport sur la verrerie de Montgalant aux élus du personnel. Marion Lescure en espère beaucoup.",
            "rendre le 12 mai"
        },
        {
            "two sources that contradict each other by a day", "2026-02-03",
            "Un chalutier coule au large de Grave\nLe chalutier Saint-Gildas a coulé dimanche 1er février 2026 au large de Grave. Les cinq marins du Saint-Gildas ont été sauvés par le canot de Grave.",
            "a coulé dimanche", "2026-02-04",
            "Le Saint-Gildas a sombré\nLe chalutier Saint-Gildas a coulé samedi 31 janvier 2026 au large de Grave, selon la préfecture maritime. Les cinq marins ont été sauvés.",
            "a coulé samedi"
        },
        {
            "an anniversary recalls an old fact", "2026-03-08",
            "Crue à Castelrive : le pire depuis 1993\nLa Sorgèle est sortie de son lit à Castelrive. La crue d’octobre 1993 avait fait trois morts dans la vallée de la Sorgèle.",
            "octobre 1993", "2026-03-12",
            "Flood in Castelrive: memories of 1993\nThe Sorgèle has flooded Castelrive. Three people died in the valley of the Sorgèle in October 1993, when the river burst its banks.",
            "October 1993"
        },
        {
            "over languages: a number that is written out", "2026-03-08",
            "Castelrive : le pont Saint-Blaise s’effondre\nLe niveau de la Sorgèle a atteint 5,84 mètres dimanche matin à Castelrive. Deux des quatre arches du pont Saint-Blaise se sont écroulées dimanche 8 mars 2026 à l’aube. Le préfet, Étienne Marsaudon, a fait évacuer dimanche trois rues.",
            "quatre arches", "2026-03-10",
            "Body found after Castelrive flood\nDivers found a body in the Sorgèle on Tuesday, said Étienne Marsaudon, the prefect. Two arches of the bridge of Saint-Blaise in Castelrive collapsed at dawn on Sunday.",
            "collapsed"
        },
        {
            "over languages: one of two plans of a day", "2026-03-10",
            "Castelrive council to vote on relief\nThe council of Castelrive will hold an emergency session on 16 March 2026, said the deputy mayor, Fabien Loustau.",
            "emergency session", "2026-03-12",
            "Castelrive panse ses plaies\nLes photographies du drone seront remises le 16 mars 2026 au département. Le conseil municipal de Castelrive se réunira lui aussi le 16 mars, a dit Fabien Loustau, adjoint au maire.",
            "se réunira"
        },
        {
            "over languages: Spanish and French, one verdict among other things of the day", "2026-05-11",
            "El tribunal condena a Ramón Ibarrola\nEl tribunal de Cantalejo condenó el 8 de mayo de 2026 a siete años de prisión a Ramón Ibarrola, por el robo de la copa Ellerby. Ese mismo 8 de mayo llovió sobre Cantalejo y se suspendió la feria.",
            "condenó", "2026-05-13",
            "Coupe Ellerby : Ramón Ibarrola condamné\nRamón Ibarrola a été condamné le 8 mai 2026 à sept ans de prison par le tribunal de Cantalejo pour le vol de la coupe Ellerby.",
            "condamné le 8 mai"
        },
        {
            "over languages: Italian and French, a moved opening", "2026-06-02",
            "La nouvelle gare d’Ostrevent ouvrira en septembre\nLa gare d’Ostrevent sera inaugurée le 12 septembre 2026 par la ministre Claire Vasseur. Les premiers trains internationaux circuleront le 12 septembre vers Torrevecchia.",
            "sera inaugurée", "2026-06-05",
            "Ostrevent avrà la sua stazione\nLa stazione di Ostrevent sarà inaugurata il 12 settembre 2026 dalla ministra Claire Vasseur, fa sapere il comune di Torrevecchia.",
            "inaugurata"
        },
        {
            "a trial put off, without a word of when it was to be", "2026-09-02",
            "Paul Garrel jugé en septembre\nLe procès de Paul Garrel, l’ancien maire de Valmont, s’ouvrira le 14 septembre 2026 devant le tribunal de Castelrive. Il est accusé d’avoir détourné l’argent du pont Saint-Blaise.",
            "s’ouvrira", "2026-09-10",
            "Paul Garrel attendra\nLe procès de Paul Garrel, l’ancien maire de Valmont, est repoussé au 24 novembre 2026, a décidé le tribunal de Castelrive.",
            "est repoussé"
        },
        {
            "a day, and its month told later", "2026-02-18",
            "A gallery takes down its Ruysbeek\nThe Strathgarve Gallery in Kinlarig took down the oldest of its paintings by Joos Ruysbeek on Monday 16 February 2026.",
            "took down", "2026-04-20",
            "Le Ruysbeek de Kinlarig est authentique\nLe tableau de Joos Ruysbeek que la Strathgarve Gallery de Kinlarig avait décroché en février 2026 est bien de sa main, ont dit les experts mardi.",
            "décroché"
        },
        {
            "over languages: one fire on a day with more of the town", "2026-03-04",
            "La halle de Brécourt en flammes\nUn incendie a détruit la halle des Tanneurs, à Brécourt, mardi 3 mars 2026. Le maire, Yvan Delorme, a fermé l’école mardi 3 mars 2026.",
            "incendie a détruit", "2026-03-09",
            "Brécourt räumt auf\nDer Brand, der am 3. März 2026 in Brécourt die Halle der Rue des Tanneurs zerstörte, begann im Keller. Bürgermeister Yvan Delorme dankte am 3. März 2026 der Feuerwehr.",
            "zerstörte"
        },
        {
            "over languages: a verdict awaited and a sentence", "2026-01-22",
            "Retired vet’s neighbour on trial in Quernac\nThe trial of Edwige Garrel, accused of poisoning Ronald Peverell in Quernac, opened on Tuesday 20 January 2026. A verdict is due on 31 January 2026.",
            "verdict is due", "2026-02-01",
            "Edwige Garrel condamnée\nLa cour d’assises de Quernac a condamné samedi 31 janvier 2026 Edwige Garrel à vingt ans de réclusion pour la mort de Ronald Peverell.",
            "a condamné"
        },
        {
            "a short report and a long one", "2026-01-15",
            "Hobbs to leave Harrowmere council\nJoan Hobbs resigned as leader of Harrowmere council on Wednesday.",
            "resigned", "2026-01-16",
            "Why Joan Hobbs went\nJoan Hobbs, the leader of Harrowmere council for nine years, resigned on Wednesday after a row over the Thornby bypass that had split her party since autumn.",
            "nine years"
        },
    };

    [Theory]
    [MemberData(nameof(Apart))]
    public async Task Projection_TwoMattersThatLookLikeOne_StayApart(string matter, string firstDay, string first, string firstWords, string secondDay, string second, string secondWords)
    {
        var (one, other) = await TellAsync(firstDay, first, firstWords, secondDay, second, secondWords);
        Assert.False(one.Id == other.Id, $"{matter}: {one.Evidence} / {other.Evidence}");
    }

    [Theory]
    [MemberData(nameof(Together))]
    public async Task Projection_OneMatterInOtherWords_Meets(string matter, string firstDay, string first, string firstWords, string secondDay, string second, string secondWords)
    {
        var (one, other) = await TellAsync(firstDay, first, firstWords, secondDay, second, secondWords);
        Assert.True(one.Id == other.Id, $"{matter}: {one.Story}/{other.Story} {one.Date} {one.Evidence} / {other.Date} {other.Evidence}");
    }

    private static async Task<(StoredEvent One, StoredEvent Other)> TellAsync(string firstDay, string first, string firstWords, string secondDay, string second, string secondWords)
    {
        using var room = new StoryRoom();
        await room.TellAsync("first.txt", firstDay, first);
        await room.TellAsync("second.txt", secondDay, second);
        return (await TellingAsync(room, firstWords), await TellingAsync(room, secondWords));
    }

    // The event with the report that holds the words.
    private static async Task<StoredEvent> TellingAsync(StoryRoom room, string words)
    {
        await foreach (var story in room.Stories.ListAsync(Make.Token))
        {
            var content = await room.Stories.ReadAsync(story.Id, Make.Token);
            if (content.Mentions.FirstOrDefault(mention => mention.Evidence.Contains(words, StringComparison.Ordinal)) is { } found)
            {
                var id = story.Events.Single(told => told.Mentions.Contains(found.Id, StringComparer.Ordinal)).Event;
                return (await room.Events.FindAsync(id, Make.Token))!.Value;
            }
        }

        throw new InvalidOperationException($"No report holds '{words}'.");
    }
}
