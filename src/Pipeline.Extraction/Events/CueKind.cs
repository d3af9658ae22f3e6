namespace Pipeline.Extraction.Events;

/// <summary>What a word or turn of phrase says about the clause it stands in.</summary>
internal enum CueKind : byte
{
    /// <summary>A verb of the past.</summary>
    Past,

    /// <summary>A verb of the present, or one whose tense is not plain.</summary>
    Present,

    /// <summary>A verb of the future.</summary>
    Future,

    /// <summary>A verb of the conditional.</summary>
    Conditional,

    /// <summary>"prévu", "scheduled": the date lies ahead.</summary>
    Planned,

    /// <summary>"annulé", "called off", "never began".</summary>
    Cancelled,

    /// <summary>"a été annulé", "has been called off": what is named before it lay ahead when it was called off.</summary>
    CalledOff,

    /// <summary>"dément", "denied", "were false".</summary>
    Denied,

    /// <summary>"reportedly".</summary>
    Hearsay,

    /// <summary>A verb of saying: its date is an attribution.</summary>
    Say,

    /// <summary>"interrogé", "in a statement released": the date behind it says when a source spoke.</summary>
    Source,

    /// <summary>"si", "if", "could".</summary>
    Hypothesis,

    /// <summary>"par rapport à", "compared with".</summary>
    Comparison,

    /// <summary>"reporté", "postponed": the date before it is superseded.</summary>
    Moved,

    /// <summary>"devait", "was to", "first announced for": what was meant to be, and perhaps never was.</summary>
    Unfulfilled,

    /// <summary>"soit conclu": what lies ahead, but behind a denial what is said to have been.</summary>
    Subjunctive,

    /// <summary>"depuis mardi", "since March": the date lies behind, whatever the verb.</summary>
    Since,

    /// <summary>"pour vendredi": the date behind it lies ahead, and no other.</summary>
    Toward,

    /// <summary>"than scheduled", "que prévu": the amount of time before it parts what came from its plan.</summary>
    OffPlan,

    /// <summary>"de retard", "behind schedule": so much after its plan.</summary>
    Late,

    /// <summary>"d'avance", "ahead of schedule": so much before its plan.</summary>
    Early,

    /// <summary>"en réalité", "in fact": what stands beside it sets right what was said before it.</summary>
    Actual,

    /// <summary>"maintient que", "puts it on": one version of what is disputed.</summary>
    Version,

    /// <summary>"et non le", "au lieu du", "instead of": the date behind it is superseded.</summary>
    Instead,

    /// <summary>"l'édition du", "la saison": the date names a thing.</summary>
    NoNews,

    /// <summary>"jusqu'en", "until": the date ends a state.</summary>
    Until,

    /// <summary>"températures", "sunny spells": what lies ahead is the weather forecast.</summary>
    Forecast,

    /// <summary>A word or mark that begins a clause.</summary>
    Clause,
}
