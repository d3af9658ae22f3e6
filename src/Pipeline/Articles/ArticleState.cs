namespace Pipeline.Articles;

/// <summary>How far an article has come.</summary>
public enum ArticleState
{
    /// <summary>Its events are being written; a delivery that dies here is taken up again.</summary>
    Projecting,

    /// <summary>All its events are stored.</summary>
    Ingested,

    /// <summary>Same content as an article that was there before; it has no events of its own.</summary>
    Duplicate,

    /// <summary>Refused; see the quarantine.</summary>
    Quarantined,
}
