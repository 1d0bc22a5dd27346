using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Analysis.SqlTexts;

/// <summary>How the text around a value changes when the value becomes a parameter.</summary>
internal enum GroupKind
{
    /// <summary>The placeholder stands where the value stood.</summary>
    Value,

    /// <summary><c>IN (…)</c> becomes <c>= ANY(placeholder)</c>.</summary>
    Any,

    /// <summary><c>NOT IN (…)</c> becomes <c>&lt;&gt; ALL(placeholder)</c>.</summary>
    NotAny,

    /// <summary><c>date '…'</c> becomes <c>placeholder::date</c>.</summary>
    Cast,

    /// <summary><c>NOTIFY channel, '…'</c> becomes <c>select pg_notify('channel', placeholder)</c>.</summary>
    Notify,

    /// <summary><c>SET name = '…'</c> becomes <c>select set_config('name', placeholder, false)</c>.</summary>
    Setting,

    /// <summary><c>SET LOCAL name = '…'</c> becomes <c>select set_config('name', placeholder, true)</c>.</summary>
    LocalSetting,
}

/// <summary>One parameter to be: the values and characters that make it up, and the source that its placeholder takes the place of.</summary>
/// <param name="Kind">How the text around it changes.</param>
/// <param name="Region">The source that goes, from the first character of SQL that is replaced to the last.</param>
/// <param name="Pieces">Characters, and the expressions between them.</param>
/// <param name="Detail">The type of a cast, the channel, the setting, or the name that a value is compared with.</param>
/// <param name="IsText">True where the server reads the value as text whatever it is compared with.</param>
internal sealed record ParameterGroup(GroupKind Kind, Location Region, ImmutableArray<ParameterPiece> Pieces, string Detail, bool IsText)
{
    /// <summary>True for digits between quotes that they do not need: the server types them after what they are compared with, which may be text.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>True where the value is pasted on some ways through the program and not on others.</summary>
    public bool IsConditional { get; init; }

    /// <summary>True where two variants of a text say the same of one place.</summary>
    public bool IsSameAs(ParameterGroup other) =>
        Kind == other.Kind && Detail == other.Detail && IsText == other.IsText && IsQuoted == other.IsQuoted
        && Pieces.Select(piece => (piece.Characters, piece.Expression?.Syntax)).SequenceEqual(other.Pieces.Select(piece => (piece.Characters, piece.Expression?.Syntax)));
}

/// <summary>A part of a parameter's value.</summary>
/// <param name="Characters">Characters that stood in the SQL literal; empty for an expression.</param>
/// <param name="Expression">The expression; null for characters.</param>
internal sealed record ParameterPiece(string Characters, IOperation? Expression);
