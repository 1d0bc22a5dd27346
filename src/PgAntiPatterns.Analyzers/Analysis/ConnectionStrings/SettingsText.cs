using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Analysis.Texts;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>The text of a connection string, each character of which knows its place in C# or in a configuration file.</summary>
internal sealed class SettingsText
{
    private readonly ImmutableArray<Piece> _pieces;
    private readonly Location _fallback;

    private SettingsText(string value, ImmutableArray<Piece> pieces, Location fallback)
    {
        Value = value;
        _pieces = pieces;
        _fallback = fallback;
    }

    /// <summary>The characters; a hole is <see cref="TextVariant.Hole"/>.</summary>
    public string Value { get; }

    /// <summary>The whole text in its source.</summary>
    public Location Whole => Locate(0, Value.Length);

    /// <summary>The holes and where they stand.</summary>
    public IEnumerable<(int At, HoleText Hole)> Holes => _pieces.Where(piece => piece.Hole is not null).Select(piece => (piece.Start, piece.Hole!));

    /// <summary>The text of a value in a configuration file.</summary>
    public static SettingsText Of(ConfiguredString configured) =>
        new(configured.Value, ImmutableArray.Create(new Piece(0, configured.Value.Length, configured.Locate, null)), configured.Locate(0, configured.Value.Length));

    /// <summary>The text of an expression; where it reads the configuration, of what the files say there.</summary>
    public static IEnumerable<SettingsText> Of(TextVariant variant, SyntaxNode expression, Func<IOperation, IReadOnlyList<ConfiguredString>> configured)
    {
        var fallback = expression.GetLocation();
        var options = variant.Holes.Select(hole => configured(((HoleText)hole.Text).Value)).FirstOrDefault(found => found.Count > 0) ?? [null!];
        foreach (var option in options)
        {
            var pieces = ImmutableArray.CreateBuilder<Piece>();
            var value = new System.Text.StringBuilder();
            foreach (var part in variant.Parts)
            {
                if (part.Text is HoleText hole && option is not null && configured(hole.Value) is { Count: > 0 })
                {
                    pieces.Add(new Piece(value.Length, option.Value.Length, option.Locate, null));
                    value.Append(option.Value);
                    continue;
                }

                var offset = part.Start;
                pieces.Add(new Piece(value.Length, part.Length, (start, length) => TextLocations.Of(variant, offset + start, length), HoleOf(part)));
                value.Append(variant.Value, part.Start, part.Length);
            }

            yield return new SettingsText(value.ToString(), pieces.ToImmutable(), fallback);
        }
    }

    /// <summary>The source of some characters; the expression where they do not stand in one piece of one file.</summary>
    public Location Locate(int start, int length)
    {
        var first = At(start, 1);
        var last = At(Math.Max(start, start + length - 1), 1);
        if (length == 0 || first is null)
        {
            return (length == 0 ? null : last) ?? _fallback;
        }

        if (last is null)
        {
            // A hole ends the text: what is written before it.
            var begun = Same(start, start)!;
            return begun.Locate(start - begun.Start, begun.Start + begun.Length - start) ?? first;
        }

        if (Same(start, start + length - 1) is { } piece)
        {
            return piece.Locate(start - piece.Start, length) ?? _fallback;
        }

        return first.SourceTree is { } tree && tree == last.SourceTree && last.SourceSpan.End > first.SourceSpan.Start
            ? Location.Create(tree, TextSpan.FromBounds(first.SourceSpan.Start, last.SourceSpan.End))
            : first;
    }

    /// <summary>A value that was checked against a list cannot bring anything of its own.</summary>
    private static HoleText? HoleOf(TextPart part) => part is { IsChecked: true, Text: HoleText known } ? new HoleText(known.Value, isKnown: false) : part.Text as HoleText;

    private Location? At(int index, int length) => Same(index, index) is { } piece ? piece.Locate(index - piece.Start, length) : null;

    private Piece? Same(int start, int end) => _pieces.FirstOrDefault(piece => start >= piece.Start && end < piece.Start + piece.Length);

    private sealed record Piece(int Start, int Length, Func<int, int, Location?> Locate, HoleText? Hole);
}
