namespace Pipeline.Extraction.Languages;

/// <summary>
/// The patterns of a pack as a nondeterministic automaton (Thompson's construction): nodes with at most one test of a token, and free
/// steps between them. The same graph, walked from one pattern's start, tells which tokens a match captured.
/// </summary>
internal sealed class PatternGraph
{
    private readonly List<Node> _nodes = [];

    /// <summary>The start nodes of the patterns, in the order of the pack.</summary>
    public List<int> Starts { get; } = [];

    public Node this[int node] => _nodes[node];

    /// <summary>Adds a node that reads one token with <paramref name="feature"/>, or with any for -1.</summary>
    public int AddTest(int feature, Glue glue, int next, int capture = -1, string? constant = null) =>
        Add(new Node { Feature = feature, Glue = glue, Next = [next], Capture = capture, Constant = constant });

    /// <summary>Adds a node that reads nothing.</summary>
    public int AddFree(int[] next, int mark = 0) => Add(new Node { Feature = Node.Free, Next = next, Mark = mark });

    /// <summary>Adds the end of pattern <paramref name="pattern"/>.</summary>
    public int AddAccept(int pattern) => Add(new Node { Feature = Node.Free, Next = [], Accepts = pattern });

    /// <summary>Everything that can be reached from <paramref name="nodes"/> without reading, ascending.</summary>
    public int[] Closure(IEnumerable<int> nodes)
    {
        var seen = new SortedSet<int>();
        var open = new Stack<int>(nodes);
        while (open.TryPop(out var node))
        {
            if (seen.Add(node) && _nodes[node].Feature == Node.Free)
            {
                foreach (var next in _nodes[node].Next)
                {
                    open.Push(next);
                }
            }
        }

        return [.. seen.Where(node => _nodes[node].Feature != Node.Free || _nodes[node].Accepts >= 0)];
    }

    /// <summary>The nodes after reading one token.</summary>
    public int[] Step(int[] nodes, int[] features, bool spaceBefore)
    {
        var targets = new List<int>();
        foreach (var number in nodes)
        {
            var node = _nodes[number];
            if (node.Reads(features, spaceBefore))
            {
                targets.Add(node.Next[0]);
            }
        }

        return targets.Count == 0 ? [] : Closure(targets);
    }

    /// <summary>The patterns that end at one of <paramref name="nodes"/>, in the order of the pack.</summary>
    public int[] AcceptedBy(int[] nodes) =>
        [.. nodes.Select(node => _nodes[node].Accepts).Where(pattern => pattern >= 0).Distinct().Order()];

    private int Add(Node node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    /// <summary>Whether a token must stand close to the one before it.</summary>
    public enum Glue : byte
    {
        /// <summary>With or without white space.</summary>
        Any,

        /// <summary>Without.</summary>
        Close,
    }

    /// <summary>One node.</summary>
    public sealed class Node
    {
        /// <summary>The feature of a node that reads nothing.</summary>
        public const int Free = -2;

        /// <summary>The feature of a node that reads any token.</summary>
        public const int Any = -1;

        public int Feature { get; init; }

        public Glue Glue { get; init; }

        public int[] Next { get; set; } = [];

        /// <summary>Slot in which the token read is kept, or -1.</summary>
        public int Capture { get; init; } = -1;

        /// <summary>The value captured where it is not the token's own: that of a phrase of several words.</summary>
        public string? Constant { get; init; }

        /// <summary>Positive: span number n opens here; negative: it closes; 0: neither.</summary>
        public int Mark { get; init; }

        /// <summary>The pattern that ends here, or -1.</summary>
        public int Accepts { get; init; } = -1;

        public bool Reads(int[] features, bool spaceBefore) => Feature != Free && !(Glue == Glue.Close && spaceBefore)
            && (Feature == Any || Array.BinarySearch(features, Feature) >= 0);
    }
}
