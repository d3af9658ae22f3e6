using System.Text;

namespace Pipeline.Digest.Rendering;

/// <summary>Wraps the text part of a mail.</summary>
internal static class LineWrapper
{
    /// <summary>Width of a line in characters.</summary>
    public const int Width = 76;

    /// <summary><paramref name="text"/> in lines of at most 76 characters, but for words that are longer; the first begins with <paramref name="first"/>, the others with <paramref name="others"/>.</summary>
    public static string Wrap(string first, string others, string text)
    {
        var wrapped = new StringBuilder(first);
        var length = first.Length;
        var isStart = true;

        // Only the plain space breaks: the no-break space is there so that it does not.
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isStart && length + 1 + word.Length > Width)
            {
                wrapped.Append('\n').Append(others);
                length = others.Length;
                isStart = true;
            }

            wrapped.Append(isStart ? "" : " ").Append(word);
            length += word.Length + (isStart ? 0 : 1);
            isStart = false;
        }

        return wrapped.ToString();
    }
}
