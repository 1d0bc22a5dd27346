using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>One text of a sink with the parameters that it is sent with.</summary>
/// <param name="platform">What the members mean.</param>
/// <param name="sink">Where the text goes.</param>
/// <param name="variant">The characters and where they come from.</param>
/// <param name="parameters">The parameters.</param>
/// <param name="reading">The text as the server reads it, once the API has put its own placeholders in.</param>
/// <param name="shifts">Where the reading's text is shorter than the program's: after each offset, by how much.</param>
internal sealed class BoundText(PlatformModel platform, SqlSink sink, TextVariant variant, ParameterSet parameters, SqlReading reading, ImmutableArray<(int Offset, int Shift)> shifts)
{
    /// <summary>Where the text goes.</summary>
    public SqlSink Sink { get; } = sink;

    /// <summary>The characters and where they come from.</summary>
    public TextVariant Variant { get; } = variant;

    /// <summary>The parameters.</summary>
    public ParameterSet Parameters { get; } = parameters;

    /// <summary>The text as the server reads it.</summary>
    public SqlReading Reading { get; } = reading;

    /// <summary>The places where a parameter stands, or was meant to stand.</summary>
    public ImmutableArray<ParameterSlot> Slots { get; init; } = ImmutableArray<ParameterSlot>.Empty;

    /// <summary>A numbered item that no argument is there for; null where each has one or that is not known.</summary>
    public string? Unbound { get; init; }

    /// <summary>True where nothing stands between the call and Npgsql that treats parameters otherwise.</summary>
    public bool IsConnectionUnwrapped => platform.IsUnwrapped(Sink.Connection);

    /// <summary>The unescaped texts that a value glues to wildcards.</summary>
    public IReadOnlyList<IOperation> PatternsIn(IOperation value) => PatternValues.UnescapedIn(value, platform);

    /// <summary>The statement that a place belongs to; null where it is not known.</summary>
    public SqlStatement? StatementOf(SqlPlace place) =>
        place.Statement >= 0 && place.Statement < Reading.Statements.Count ? Reading.Statements[place.Statement] : null;

    /// <summary>Where a stretch of the reading stands in the source; null where it does not stand there in one piece.</summary>
    public Location? SourceOf(int start, int end)
    {
        if (end <= start || SpanAt(ToVariant(start)) is not { } first || SpanAt(ToVariant(end - 1) + LengthOf(end - 1) - 1) is not { } last)
        {
            return null;
        }

        return first.Tree == last.Tree && first.Span.Start <= last.Span.Start ? Location.Create(first.Tree, TextSpan.FromBounds(first.Span.Start, last.Span.End)) : null;
    }

    /// <summary>The source of one character; that of a hole is the interpolation with its braces.</summary>
    private (SyntaxTree Tree, TextSpan Span)? SpanAt(int offset)
    {
        if (TextLocations.SourceAt(Variant, offset, 1) is { } span)
        {
            return span;
        }

        var part = Variant.Parts.FirstOrDefault(candidate => offset >= candidate.Start && offset < candidate.Start + candidate.Length);
        return part.Text is HoleText { Value.Syntax: { Parent: InterpolationSyntax interpolation } } ? (interpolation.SyntaxTree, interpolation.Span) : null;
    }

    private int ToVariant(int offset) => offset + shifts.Where(shift => shift.Offset < offset).Sum(shift => shift.Shift);

    private int LengthOf(int offset) => 1 + shifts.Where(shift => shift.Offset == offset).Sum(shift => shift.Shift);
}

/// <summary>A place in the text where a parameter stands, or was meant to stand.</summary>
/// <param name="Label">What stands there: @name, $1, {0}, or the hole of an interpolated text.</param>
/// <param name="Start">Where it begins in the reading.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Place">Its role; inside a literal the role of the literal.</param>
/// <param name="Literal">The literal around it, where it is no placeholder any more.</param>
/// <param name="Parameter">What is bound to it; null where that is not known.</param>
internal sealed record ParameterSlot(string Label, int Start, int End, SqlPlace Place, SqlLiteral? Literal, BoundParameter? Parameter)
{
    /// <summary>True where nothing but wildcards stands beside it in the literal.</summary>
    public bool IsWholeLiteral => Literal is { } literal && (literal.Before(Start) + literal.After(End)).All(character => character is '%' or '_');
}
