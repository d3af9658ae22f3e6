namespace Pipeline.Articles.Reading.Archives;

/// <summary>The check sum of zip files (polynomial 0xEDB88320), which the platform stores and does not check.</summary>
internal struct Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => OfByte((uint)n))];

    private uint _value;

    /// <summary>The sum of all bytes added so far.</summary>
    public readonly uint Value => _value;

    /// <summary>Adds <paramref name="bytes"/>.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var sum = ~_value;
        foreach (var b in bytes)
        {
            sum = Table[(byte)(sum ^ b)] ^ (sum >> 8);
        }

        _value = ~sum;
    }

    private static uint OfByte(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        }

        return value;
    }
}
