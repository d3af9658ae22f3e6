using System.Buffers;
using System.Collections;

namespace Pipeline.Extraction.Text;

/// <summary>A list in a pooled array, for what is made and read within one article; give it back by <see cref="Dispose"/>. Not thread-safe.</summary>
internal sealed class PooledList<T>(int capacity) : IReadOnlyList<T>, IDisposable
{
    private T[] _items = ArrayPool<T>.Shared.Rent(capacity);

    public int Count { get; private set; }

    public T this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            var larger = ArrayPool<T>.Shared.Rent(Count * 2);
            _items.CopyTo(larger, 0);
            Return();
            _items = larger;
        }

        _items[Count++] = item;
    }

    /// <summary>Leaves the first <paramref name="count"/> items.</summary>
    public void Shorten(int count) => Count = count;

    public IEnumerator<T> GetEnumerator() => _items.Take(Count).GetEnumerator();

    public void Dispose()
    {
        Return();
        _items = [];
        Count = 0;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Return() =>
        ArrayPool<T>.Shared.Return(_items, clearArray: System.Runtime.CompilerServices.RuntimeHelpers.IsReferenceOrContainsReferences<T>());
}
