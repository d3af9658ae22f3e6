namespace Pipeline.Articles;

/// <summary>A file was replaced or deleted while it was read: what was read so far belongs to no version.</summary>
public sealed class FileChangedException : IOException
{
    /// <summary>Without a message of its own.</summary>
    public FileChangedException()
        : base("The file was replaced while it was read.")
    {
    }

    /// <summary>With a message.</summary>
    public FileChangedException(string message)
        : base(message)
    {
    }

    /// <summary>With the failure that told it.</summary>
    public FileChangedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
