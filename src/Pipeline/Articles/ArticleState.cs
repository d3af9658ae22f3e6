namespace Pipeline.Articles;

/// <summary>How far an article has come.</summary>
public enum ArticleState
{
    /// <summary>What follows from its newest version is being written (see <see cref="ArticleOutbox"/>); work that dies here is taken up again.</summary>
    Projecting,

    /// <summary>All its events are stored.</summary>
    Ingested,

    /// <summary>Same content as an article that was there before; it has no events of its own.</summary>
    Duplicate,

    /// <summary>Refused; see the quarantine.</summary>
    Quarantined,

    /// <summary>An archive: the files in it are articles of their own.</summary>
    Archive,

    /// <summary>The file was taken back; what it told is withdrawn.</summary>
    Removed,
}
