using System.Collections.Immutable;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Analysis.SqlTexts;

/// <summary>One text that a sink can receive, read as PostgreSQL reads it.</summary>
/// <param name="Variant">The characters and where they come from.</param>
/// <param name="Reading">The statements, placeholders and positions.</param>
/// <param name="Holes">The holes, in order.</param>
internal sealed record SinkText(TextVariant Variant, SqlReading Reading, ImmutableArray<SqlHole> Holes)
{
    /// <summary>True where the text has characters of its own; a text that is nothing but a hole says nothing.</summary>
    public bool HasCharacters => Variant.Parts.Any(part => part.Text is LiteralText literal && !string.IsNullOrWhiteSpace(literal.Value));
}
