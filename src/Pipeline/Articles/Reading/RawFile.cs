namespace Pipeline.Articles.Reading;

/// <summary>A dropped file in memory, up to the limit. Immutable.</summary>
public sealed record RawFile
{
    /// <summary>The blob's name.</summary>
    public required string Name { get; init; }

    /// <summary>The bytes; where there are more than the limit, the limit and one.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>When the blob was last written.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>The blob's metadata, keys in lower case.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Id of <see cref="Bytes"/>. A file beyond the limit is known by its beginning: all that is done with it is to refuse it.</summary>
    public string Hash => Identifier.Of(Bytes.Span);

    /// <summary>Reads at most <paramref name="maxBytes"/> and one bytes of <paramref name="file"/>.</summary>
    public static async Task<RawFile> ReadAsync(DroppedFile file, int maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        var left = maxBytes + 1;
        while (left > 0)
        {
            var count = await file.Content.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            bytes.Write(buffer, 0, count);
            left -= count;
        }

        return new RawFile
        {
            Name = file.Name,
            Bytes = bytes.GetBuffer().AsMemory(0, (int)bytes.Length),
            LastModified = file.LastModified,
            Metadata = file.Metadata,
        };
    }
}
