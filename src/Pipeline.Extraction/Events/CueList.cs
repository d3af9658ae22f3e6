using System.Buffers;

namespace Pipeline.Extraction.Events;

/// <summary>The cues of a text, read sentence by sentence when first asked for, in one pooled array. Not thread-safe.</summary>
internal sealed class CueList : IDisposable
{
    private Cue[] _cues = ArrayPool<Cue>.Shared.Rent(256);
    private (int First, int Count)[] _sentences;
    private int _count;

    public CueList(int sentences)
    {
        _sentences = ArrayPool<(int First, int Count)>.Shared.Rent(Math.Max(1, sentences));
        Array.Clear(_sentences);
    }

    /// <summary>Whether the cues of a sentence were read.</summary>
    public bool IsRead(int sentence) => _sentences[sentence].First != 0;

    /// <summary>The cues of a sentence that was read.</summary>
    public ReadOnlySpan<Cue> Of(int sentence) => _cues.AsSpan(_sentences[sentence].First - 1, _sentences[sentence].Count);

    /// <summary>The cues that follow are those of <paramref name="sentence"/>.</summary>
    public void Begin(int sentence) => _sentences[sentence] = (_count + 1, 0);

    /// <summary>Adds a cue to <paramref name="sentence"/>, which was begun last.</summary>
    public void Add(int sentence, Cue cue)
    {
        if (_count == _cues.Length)
        {
            var larger = ArrayPool<Cue>.Shared.Rent(_count * 2);
            _cues.CopyTo(larger, 0);
            ArrayPool<Cue>.Shared.Return(_cues);
            _cues = larger;
        }

        _cues[_count++] = cue;
        _sentences[sentence].Count++;
    }

    public void Dispose()
    {
        ArrayPool<Cue>.Shared.Return(_cues);
        ArrayPool<(int First, int Count)>.Shared.Return(_sentences);
        _cues = [];
        _sentences = [];
    }
}
