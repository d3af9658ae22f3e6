namespace Pipeline.Benchmarks;

/// <summary>The articles of one language.</summary>
internal sealed record Corpus(string Language, IReadOnlyList<Article> Articles)
{
    public long Characters => Articles.Sum(article => (long)article.Text.Length);

    /// <summary>Every n-th article.</summary>
    public Corpus Thinned(int step) => this with { Articles = [.. Articles.Where((_, i) => i % step == 0)] };

    /// <summary>The articles one after the other, as often as it takes to fill so many characters.</summary>
    public string Repeated(int characters)
    {
        var text = new System.Text.StringBuilder(characters + 1);
        for (var i = 0; text.Length < characters; i = (i + 1) % Articles.Count)
        {
            text.Append(Articles[i].Text).Append("\n\n");
        }

        return text.ToString(0, characters);
    }
}
