namespace Pipeline.EndToEnd.Tests;

/// <summary>Small articles whose events are easy to tell.</summary>
internal static class SampleArticles
{
    public const string StationHeadline = "a inauguré la nouvelle gare de Valmeuse";
    public const string StationDate = "2026-05-05";

    public const string Station = """
        date 2026-05-06 La ministre des Transports a inauguré la nouvelle gare de Valmeuse le mardi 5 mai 2026 devant quatre cents habitants.
        Le bâtiment de bois a coûté douze millions d'euros.
        """;

    public const string BridgeHeadline = "The mayor closed the Harrow bridge";

    public const string Bridge = """
        ---
        title: Harrow bridge shut
        date: 2026-05-07
        ---
        The mayor closed the Harrow bridge on 6 May 2026 after engineers found cracks in two of its pillars.
        """;

    public const string Museum = """
        date 2026-05-08 Le musée de Valmeuse a rouvert ses portes le jeudi 7 mai 2026 après trois ans de travaux.
        """;
}
