using System.IO.Compression;
using System.Text;
using Pipeline.Articles.Reading.Archives;

namespace Pipeline.Tests.Reading.Archives;

/// <summary>Writes zip files record by record, so that they can say what is not true.</summary>
internal sealed class ZipFile
{
    private const int Deflate = 8;
    private const int IsLocked = 1;
    private const int IsUtf8 = 1 << 11;

    private readonly List<byte> _files = [];
    private readonly List<byte> _directory = [];
    private ushort _count;

    /// <summary>An honest zip file of these entries.</summary>
    public static byte[] Of(params ReadOnlySpan<(string Name, byte[] Content)> entries)
    {
        var zip = new ZipFile();
        foreach (var (name, content) in entries)
        {
            zip.Add(name, content);
        }

        return zip.Build();
    }

    public ZipFile Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds an entry whose header says what is given and the truth where nothing is.</summary>
    public ZipFile Add(string name, byte[] content, int? length = null, uint? sum = null, int method = Deflate, bool isLocked = false)
    {
        var packed = Packed(content);
        var crc = default(Crc32);
        crc.Append(content);
        var label = Encoding.UTF8.GetBytes(name);
        var offset = (uint)_files.Count;
        using var head = new MemoryStream();
        using (var writer = new BinaryWriter(head))
        {
            writer.Write((ushort)20); // The version that can read it.
            writer.Write((ushort)(IsUtf8 | (isLocked ? IsLocked : 0)));
            writer.Write((ushort)method);
            writer.Write(0x5C64_0000); // 2026-03-04.
            writer.Write(sum ?? crc.Value);
            writer.Write((uint)packed.Length);
            writer.Write((uint)(length ?? content.Length));
            writer.Write((ushort)label.Length);
            writer.Write((ushort)0);
        }

        _files.AddRange([.. "PK\u0003\u0004"u8, .. head.ToArray(), .. label, .. packed]);
        _directory.AddRange([.. "PK\u0001\u0002"u8, 20, 0, .. head.ToArray(), .. new byte[10], .. BitConverter.GetBytes(offset), .. label]);
        _count++;
        return this;
    }

    public byte[] Build() =>
    [
        .. _files, .. _directory, .. "PK\u0005\u0006"u8, 0, 0, 0, 0, .. BitConverter.GetBytes(_count), .. BitConverter.GetBytes(_count),
        .. BitConverter.GetBytes((uint)_directory.Count), .. BitConverter.GetBytes((uint)_files.Count), 0, 0,
    ];

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }
}
