using System.Globalization;
using System.Text;

namespace Pipeline.Articles.Reading.Rtf;

/// <summary>
/// Reads RTF from start to end with a stack of its own: what a reader of the printed page sees, without tracked deletions, notes, headers and
/// hidden text. Not thread-safe.
/// </summary>
internal sealed class RtfDocument(ReadOnlyMemory<byte> rtf, int maxDepth, CancellationToken cancellationToken)
{
    private const int TokensBetweenChecks = 4_096;
    private const int MaxFallback = 32;

    private readonly RtfTokenizer _tokens = new(rtf);
    private readonly RtfTables _tables = new();
    private readonly DocumentText _text = new();
    private readonly Stack<RtfState> _groups = new();
    private readonly List<byte> _pending = [];
    private readonly StringBuilder _title = new();
    private readonly StringBuilder _author = new();
    private readonly Dictionary<string, int> _created = new(StringComparer.Ordinal);
    private RtfState _state = new() { Fallback = 1 };
    private int _toSkip;
    private bool _isOptional;

    /// <summary>Whether the file ends inside a group: it was cut off.</summary>
    public bool IsCut => _groups.Count > 0;

    /// <summary>What the document says about itself.</summary>
    public DocumentProperties Properties => new(_title.ToString(), _author.ToString(), Created());

    /// <summary>The text of the document.</summary>
    /// <exception cref="UnreadableFileException">Groups are nested too deeply.</exception>
    public DocumentText Read()
    {
        for (var count = 1; _tokens.TryRead(out var token); count++)
        {
            if (count % TokensBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (token.Kind is RtfTokenKind.Open or RtfTokenKind.Close)
            {
                Flush();
                _toSkip = 0;
                MoveGroup(token.Kind == RtfTokenKind.Open);
            }
            else if (token is { Kind: RtfTokenKind.Word, Name: "bin" })
            {
                _tokens.Skip(token.Value ?? 0);
            }
            else if (_toSkip > 0)
            {
                _toSkip--; // Stands for the Unicode character before it.
            }
            else if (token.Kind == RtfTokenKind.Byte)
            {
                _pending.Add((byte)token.Value!.Value);
            }
            else
            {
                Flush();
                Control(token);
            }
        }

        Flush();
        _text.SetHeading(_state.Heading);
        return _text;
    }

    private void MoveGroup(bool isOpen)
    {
        _isOptional = false;
        if (isOpen)
        {
            _groups.Push(_state);
            _state.IsBox = false;
            if (_groups.Count > maxDepth)
            {
                throw new UnreadableFileException(RejectionCode.TooComplex, "RTF");
            }
        }
        else if (_groups.TryPop(out var outer))
        {
            if (_state.Destination == RtfDestination.Styles)
            {
                _tables.EndStyle();
            }
            else if (_state.IsBox)
            {
                _text.SetHeading(_state.Heading);
                _text.EndBox();
            }

            _state = outer;
        }
    }

    private void Control(RtfToken token)
    {
        if (token.Kind == RtfTokenKind.Symbol)
        {
            Symbol((char)token.Value!.Value);
        }
        else if (_isOptional || RtfWords.Destinations.ContainsKey(token.Name) || _state.Destination == RtfDestination.Info)
        {
            Enter(token.Name);
        }
        else if (_state.Destination is RtfDestination.Fonts or RtfDestination.Styles or RtfDestination.Created)
        {
            Declare(token);
        }
        else if (_state.Destination != RtfDestination.Skip)
        {
            Word(token);
        }

        _isOptional = token is { Kind: RtfTokenKind.Symbol, Value: '*' };
    }

    // After \* a word that is not known leads nowhere, and what is nowhere stays so.
    private void Enter(string name)
    {
        var current = _state.Destination;
        if (current == RtfDestination.Skip)
        {
            return;
        }

        if (current == RtfDestination.Info)
        {
            _state.Destination = RtfWords.Properties.GetValueOrDefault(name, name == "upr" ? RtfDestination.Info : RtfDestination.Skip);
            return;
        }

        var next = RtfWords.Destinations.TryGetValue(name, out var known) ? known : _isOptional ? RtfDestination.Skip : current;
        if (name == "upr")
        {
            _state.Outer = current;
        }
        else if (name == "ud")
        {
            next = _state.Outer;
        }
        else if (next == RtfDestination.Box && current != RtfDestination.Box && !_state.IsBox)
        {
            _state.IsBox = true;
            _text.BeginBox();
        }

        _state.Destination = next;
    }

    private void Declare(RtfToken token)
    {
        switch (_state.Destination)
        {
            case RtfDestination.Fonts:
                _tables.AddToFont(token.Name, token.Value ?? 0);
                break;
            case RtfDestination.Styles when token.Name == "s":
                _tables.BeginStyle(token.Value ?? 0);
                break;
            case RtfDestination.Created when token.Value is { } number:
                _created[token.Name] = number;
                break;
        }
    }

    private void Word(RtfToken token)
    {
        var isOn = token.Value != 0;
        switch (token.Name)
        {
            case "u":
                Append((char)(ushort)(token.Value ?? '?'));
                _toSkip = _state.Fallback;
                break;
            case "uc":
                _state.Fallback = Math.Clamp(token.Value ?? 1, 0, MaxFallback);
                break;
            case "ansicpg" when token.Value is > 0:
                _tables.CodePage = token.Value.Value;
                break;
            case "mac":
                _tables.CodePage = 10000;
                break;
            case "pc" or "pca":
                _tables.CodePage = token.Name == "pc" ? 437 : 850;
                break;
            case "deff":
                _tables.DefaultFont = token.Value;
                break;
            case "f":
                _state.Font = token.Value;
                break;
            case "v":
                _state.IsHidden = isOn;
                break;
            case "deleted":
                _state.IsDeleted = isOn;
                break;
            case "plain":
                (_state.IsHidden, _state.IsDeleted, _state.Font) = (false, false, null);
                break;
            default:
                ParagraphWord(token);
                break;
        }
    }

    private void ParagraphWord(RtfToken token)
    {
        switch (token.Name)
        {
            case "pard":
                (_state.Heading, _state.IsInTable) = (HeadingKind.None, false);
                break;
            case "intbl":
                _state.IsInTable = true;
                break;
            case "s":
                _state.Heading = _tables.KindOf(token.Value ?? 0);
                break;
            case "outlinelevel" when _state.Heading == HeadingKind.None && token.Value == 0:
                _state.Heading = HeadingKind.First;
                break;
            case var name when RtfWords.ParagraphEnds.Contains(name):
                EndParagraph();
                break;
            case var name when RtfWords.Characters.TryGetValue(name, out var character):
                Append(character);
                break;
        }
    }

    private void Symbol(char symbol)
    {
        switch (symbol)
        {
            case '\\' or '{' or '}':
                Append(symbol);
                break;
            case '~':
                Append('\u00A0');
                break;
            case '_':
                Append('-');
                break;
            case '\t':
                Append('\t');
                break;
            case '\r' or '\n':
                EndParagraph(); // TextEdit writes its line ends so.
                break;
        }
    }

    private void EndParagraph()
    {
        if (_state.Destination is RtfDestination.Body or RtfDestination.Box && !_state.IsDeleted)
        {
            _text.Tables = _state.IsInTable ? 1 : 0;
            _text.SetHeading(_state.Heading);
            _text.EndParagraph();
        }
    }

    private void Append(char character) => Append([character]);

    private void Append(ReadOnlySpan<char> text)
    {
        switch (_state.Destination)
        {
            case RtfDestination.Body or RtfDestination.Box when !_state.IsHidden && !_state.IsDeleted:
                _text.Append(text);
                break;
            case RtfDestination.Title:
                _title.Append(text);
                break;
            case RtfDestination.Author:
                _author.Append(text);
                break;
            case RtfDestination.Styles:
                _tables.AddToStyleName(text);
                break;
        }
    }

    private void Flush()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        if (_state.Destination is not (RtfDestination.Skip or RtfDestination.Mute))
        {
            var encoding = RtfCharsets.EncodingOf(_tables.CodePageOf(_state.Font));
            Append(encoding.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending)));
        }

        _pending.Clear();
    }

    // \yr2026\mo3\dy4\hr10\min2
    private string? Created()
    {
        int Part(string name) => _created.GetValueOrDefault(name);
        return _created.ContainsKey("yr") && _created.ContainsKey("mo") && _created.ContainsKey("dy")
            ? string.Create(CultureInfo.InvariantCulture, $"{Part("yr"):D4}-{Part("mo"):D2}-{Part("dy"):D2}T{Part("hr"):D2}:{Part("min"):D2}")
            : null;
    }
}
