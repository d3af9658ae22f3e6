using System.IO.Compression;
using System.Text;
using System.Xml;
using Pipeline.Articles.Reading.Archives;

namespace Pipeline.Articles.Reading.Office;

/// <summary>
/// Reads an XML part of a document node by node, within limits on depth, elements and size. No document type, no entity, nothing outside
/// the part is ever read. Not thread-safe.
/// </summary>
internal sealed class GuardedXml : IDisposable
{
    private const int HeadBytes = 4_096;
    private const int NodesBetweenChecks = 1_024;

    private readonly XmlReader _xml;
    private readonly DocumentOptions _limits;
    private readonly Func<string> _head;
    private readonly CancellationToken _cancellationToken;
    private int _elements;
    private int _nodes;

    private GuardedXml(XmlReader xml, DocumentOptions limits, Func<string> head, CancellationToken cancellationToken)
    {
        _xml = xml;
        _limits = limits;
        _head = head;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Local name of the current element.</summary>
    public string Name => _xml.LocalName;

    /// <summary>Namespace of the current element.</summary>
    public string Namespace => _xml.NamespaceURI;

    /// <summary>Elements around the current one.</summary>
    public int Depth => _xml.Depth;

    /// <summary>Whether an element begins here.</summary>
    public bool IsStart => _xml.NodeType == XmlNodeType.Element;

    /// <summary>Whether the element that begins here also ends here (<c>&lt;w:tab/&gt;</c>).</summary>
    public bool IsEmpty => _xml.IsEmptyElement;

    /// <summary>Whether an element ends here.</summary>
    public bool IsEnd => _xml.NodeType == XmlNodeType.EndElement;

    /// <summary>Whether this is text, or white space that is meant.</summary>
    public bool IsText => _xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace;

    /// <summary>Whether this is white space that may only be the layout of the file.</summary>
    public bool IsLayout => _xml.NodeType == XmlNodeType.Whitespace;

    /// <summary>The text of the current node; a long one is read from the part here, not before.</summary>
    /// <exception cref="UnreadableFileException">The part is broken or beyond the limits.</exception>
    public string Value => Guarded(_xml, static xml => xml.Value);

    /// <summary>Opens <paramref name="entry"/> of <paramref name="archive"/>.</summary>
    public static GuardedXml Open(GuardedArchive archive, ZipArchiveEntry entry, DocumentOptions limits, CancellationToken cancellationToken)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CloseInput = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = false, // A stray control character is cleaned out of the text later; it is no reason to refuse.
        };
        var stream = archive.Open(entry, limits.MaxPartBytes);
        try
        {
            return new GuardedXml(Guarded(stream, bytes => XmlReader.Create(bytes, settings)), limits, () => Start(archive, entry), cancellationToken);
        }
        catch (UnreadableFileException)
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next node; false at the end.</summary>
    /// <exception cref="UnreadableFileException">The part is broken, unsafe or beyond the limits.</exception>
    public bool Read()
    {
        if (++_nodes % NodesBetweenChecks == 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
        }

        bool isThere;
        try
        {
            isThere = Guarded(_xml, static xml => xml.Read());
        }
        catch (UnreadableFileException failure) when (failure.Reason.Code == RejectionCode.Damaged && _elements == 0)
        {
            // The document type stands before the first element, so that this is the only place where it can stop the reading.
            throw _head().Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? new UnreadableFileException(RejectionCode.UnsafeXml) : failure;
        }

        if (isThere && IsStart && (++_elements > _limits.MaxElements || _xml.Depth > _limits.MaxDepth))
        {
            throw new UnreadableFileException(RejectionCode.TooComplex, "XML");
        }

        return isThere;
    }

    /// <summary>The attribute called <paramref name="name"/> in any namespace; null where there is none.</summary>
    public string? Attribute(string name)
    {
        string? value = null;
        for (var more = _xml.MoveToFirstAttribute(); more && value is null; more = _xml.MoveToNextAttribute())
        {
            value = string.Equals(_xml.LocalName, name, StringComparison.Ordinal) ? _xml.Value : null;
        }

        _xml.MoveToElement();
        return value;
    }

    /// <summary>Passes over the current element with all that is in it, within the limits; afterwards its end is the current node.</summary>
    public void Skip()
    {
        if (IsEmpty)
        {
            return;
        }

        var depth = Depth;
        while (Read() && !(IsEnd && Depth == depth))
        {
        }
    }

    /// <summary>The text in the current element, which becomes its end.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        var depth = Depth;
        while (!(IsStart && IsEmpty && Depth == depth) && Read() && !(IsEnd && Depth == depth))
        {
            text.Append(IsText ? Value : "");
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    private static TResult Guarded<TSource, TResult>(TSource source, Func<TSource, TResult> read)
    {
        try
        {
            return read(source);
        }
        catch (Exception failure) when (failure is XmlException || GuardedArchive.IsDamage(failure))
        {
            throw new UnreadableFileException(RejectionCode.Damaged);
        }
    }

    // Without the zeros of UTF-16 the mark-up reads as ASCII in every encoding that documents are in.
    private static string Start(GuardedArchive archive, ZipArchiveEntry entry) =>
        Encoding.Latin1.GetString(archive.ReadStart(entry, HeadBytes)).Replace("\0", "", StringComparison.Ordinal);
}
