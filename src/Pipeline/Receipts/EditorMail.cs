namespace Pipeline.Receipts;

/// <summary>What an editor is told by mail, in plain words of others and of ours.</summary>
/// <param name="Id">Id of the mail: the same for the same news.</param>
/// <param name="To">The editor's address, as <see cref="EditorAddress"/> reads it.</param>
/// <param name="List">First label of the list id, by which mail programs sort.</param>
/// <param name="Date">Date of the mail.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Intro">Its heading.</param>
/// <param name="Paragraphs">Its paragraphs, each with the address it leads to or "".</param>
/// <param name="Commands">What can be typed, a command a line.</param>
/// <param name="Why">Why it is sent.</param>
internal sealed record EditorMail(
    string Id, string To, string List, DateTimeOffset Date, string Subject, string Intro, IReadOnlyList<(string Text, string Link)> Paragraphs,
    IReadOnlyList<string> Commands, string Why);
