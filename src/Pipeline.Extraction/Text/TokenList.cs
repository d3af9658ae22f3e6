using System.Buffers;

namespace Pipeline.Extraction.Text;

/// <summary>The tokens of one text in a pooled array; give it back by <see cref="Dispose"/>. Not thread-safe.</summary>
internal sealed class TokenList : IDisposable
{
    private Token[] _items;

    public TokenList(int capacity) => _items = ArrayPool<Token>.Shared.Rent(Math.Max(16, capacity));

    public int Count { get; private set; }

    /// <summary>The work done on this text so far, in tokens, characters, cues and places in patterns that were looked at; 0 unless <see cref="StepCount.IsOn"/>.</summary>
    public long Steps { get; private set; }

    public Span<Token> Items => _items.AsSpan(0, Count);

    public ref Token this[int index]
    {
        get
        {
            Step();
            return ref _items[index];
        }
    }

    public ref Token Add()
    {
        if (Count == _items.Length)
        {
            var larger = ArrayPool<Token>.Shared.Rent(_items.Length * 2);
            Array.Copy(_items, larger, Count);
            ArrayPool<Token>.Shared.Return(_items);
            _items = larger;
        }

        return ref _items[Count++];
    }

    public void RemoveLast(int tokens) => Count -= tokens;

    /// <summary>Says that so much was read or compared for this text.</summary>
    public void Step(int steps = 1)
    {
        if (StepCount.IsOn)
        {
            Steps += steps;
        }
    }

    public void Dispose()
    {
        ArrayPool<Token>.Shared.Return(_items);
        _items = [];
        Count = 0;
    }
}
