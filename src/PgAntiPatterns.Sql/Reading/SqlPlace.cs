namespace PgAntiPatterns.Sql;

/// <summary>The place of one token among the others: its position and what a rule or fix wants to know of the surroundings.</summary>
internal sealed class SqlPlace
{
    public static readonly SqlPlace Unknown = new();

    public SqlPosition Position { get; internal set; }

    public SqlIdentifierKind Identifier { get; init; }

    /// <summary>NOT IN, NOT LIKE and the like.</summary>
    public bool IsNegated { get; init; }

    /// <summary>For <see cref="SqlPosition.WholeInList"/>: IN (x) rather than IN x.</summary>
    public bool IsInParentheses { get; init; }

    /// <summary>For <see cref="SqlPosition.ListElement"/>: alone between the brackets, so that it may be a joined list.</summary>
    public bool MayBeWholeList { get; init; }

    /// <summary>The pattern operator whose right operand this is or belongs to.</summary>
    public SqlPatternOperator Pattern { get; init; }

    /// <summary>Next to || .</summary>
    public bool IsConcatenated { get; init; }

    /// <summary>The literal is program text: the body of DO or of a function.</summary>
    public bool IsCode { get; init; }

    /// <summary>The operator: NOT IN, LIKE, …, empty where there is none.</summary>
    public SqlSpan Operator { get; init; }

    /// <summary>IN's parentheses, both included.</summary>
    public SqlSpan List { get; init; }

    /// <summary>The type name in front of a typed literal: date '…', timestamp with time zone '…'.</summary>
    public SqlSpan Type { get; init; }

    /// <summary>What stands behind an interval's literal and belongs to it: second, day to second(3).</summary>
    public SqlSpan TypeSuffix { get; init; }

    /// <summary>What the value is for in a SET statement or option list: the name in front of it.</summary>
    public SqlSpan Setting { get; init; }

    /// <summary>The index of the statement in <see cref="SqlReading.Statements"/>.</summary>
    public int Statement { get; init; } = -1;

    /// <summary>Part of a larger right operand of LIKE: '%' || x || '%'.</summary>
    public bool IsPartOfPattern => Pattern != SqlPatternOperator.None && Position != SqlPosition.LikePattern;

    public bool IsTyped => !Type.IsEmpty;

    public override string ToString() => Identifier == SqlIdentifierKind.Unknown ? $"{Position}" : $"{Position}/{Identifier}";
}
