namespace Pipeline.LocalHost.Commands;

/// <summary>Reads lines of a bounded length: of a longer one only the beginning is kept, the rest is passed over.</summary>
internal sealed class BoundedLineReader(TextReader reader, int maxCharacters)
{
    private readonly char[] _buffer = new char[16_384];
    private readonly System.Text.StringBuilder _line = new();
    private int _position;
    private int _length;

    /// <summary>Whether the line that was read last was longer than allowed.</summary>
    public bool WasTooLong { get; private set; }

    /// <summary>The next line without its end; null at the end of the input.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        WasTooLong = false;
        var isAtEnd = true;
        while (_position < _length || (_length = await FillAsync(cancellationToken)) > 0)
        {
            isAtEnd = false;
            var rest = _buffer.AsSpan(_position, _length - _position);
            var end = rest.IndexOf('\n');
            Keep(end < 0 ? rest : rest[..end]);
            _position = end < 0 ? _length : _position + end + 1;
            if (end >= 0)
            {
                break;
            }
        }

        return isAtEnd ? null : _line.ToString().TrimEnd('\r');
    }

    private ValueTask<int> FillAsync(CancellationToken cancellationToken)
    {
        _position = 0;
        return reader.ReadAsync(_buffer.AsMemory(), cancellationToken);
    }

    private void Keep(ReadOnlySpan<char> characters)
    {
        var room = maxCharacters - _line.Length;
        WasTooLong |= characters.Length > room;
        _line.Append(characters[..Math.Min(characters.Length, room)]);
    }
}
