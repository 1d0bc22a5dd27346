namespace PgAntiPatterns.Sql;

/// <summary>SQL text in which some characters stand for values that are glued in when the program runs.</summary>
internal sealed class SqlTemplate
{
    /// <summary>The character that holds the place of a hole; without an entry in <see cref="Holes"/> it is ordinary text.</summary>
    public const char HoleChar = '\uFFFC';

    private readonly int[] _holes;

    public SqlTemplate(string text, IReadOnlyList<int> holes)
    {
        Text = text ?? throw new ArgumentNullException(nameof(text));
        _holes = holes.Count == 0 ? [] : [.. holes];
        for (var i = 0; i < _holes.Length; i++)
        {
            var offset = _holes[i];
            if (offset < 0 || offset >= text.Length || text[offset] != HoleChar || (i > 0 && _holes[i - 1] >= offset))
            {
                throw new ArgumentException("Holes are ascending offsets of the hole character.", nameof(holes));
            }
        }
    }

    public string Text { get; }

    public IReadOnlyList<int> Holes => _holes;

    public static SqlTemplate Of(string text) => new(text, []);

    public bool IsHole(int offset) =>
        _holes.Length > 0 && offset < Text.Length && Text[offset] == HoleChar && Array.BinarySearch(_holes, offset) >= 0;

    public override string ToString() => Text;
}
