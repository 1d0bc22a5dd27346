namespace PgAntiPatterns.Sql;

/// <summary>What opened a frame of the reader.</summary>
internal enum SqlFrameKind : byte
{
    Statement,
    Subquery,
    Group,
    Call,
    InList,
    Row,
    Names,
    Array,
    Subscript,
    Case,
    TypeModifier,
    Window,
    Definition,
    Body,
}

/// <summary>In which clause of its frame the reader is.</summary>
internal enum SqlClause : byte
{
    Start,
    With,
    SelectList,
    Into,
    From,
    InsertTarget,
    Names,
    Where,
    GroupBy,
    OrderBy,
    Limit,
    Offset,
    Lock,
    Values,
    Conflict,
    Set,
    Returning,
    MergeAction,
    Arguments,
    Elements,
    Value,
    CaseOperand,
    Condition,
    Utility,
}

/// <summary>How far the reader is within a condition or item.</summary>
internal enum SqlSide : byte
{
    /// <summary>Nothing read yet.</summary>
    Start,

    /// <summary>Operands, no comparison yet.</summary>
    Left,

    /// <summary>Behind a comparison.</summary>
    Right,

    /// <summary>Behind AND, OR or NOT where no condition had to be.</summary>
    Condition,
}

/// <summary>One level of nesting: a statement, a pair of brackets or a CASE.</summary>
internal struct SqlFrame
{
    public SqlFrameKind Kind;
    public SqlClause Clause;
    public SqlSide Side;
    public SqlStatementKind Verb;
    public SqlPatternOperator Pattern;

    /// <summary>What kind of thing a utility statement is about.</summary>
    public SqlIdentifierKind Object;

    /// <summary>The pattern operator whose right operand the whole frame belongs to.</summary>
    public SqlPatternOperator InheritedPattern;

    /// <summary>An operand is complete: an operator, a comma or the next clause is due.</summary>
    public bool AfterOperand;
    public bool IsNegated;
    public bool IsBetween;
    public bool IsInPending;
    public bool IsType;
    public bool HasDirection;
    public bool HasColumnOnLeft;
    public bool HasJoin;
    public bool HasHole;
    public bool IsSimpleCase;

    /// <summary>The part that opened the frame.</summary>
    public int Open;

    /// <summary>The index of the nearest frame that is a query.</summary>
    public int Query;

    /// <summary>How many columns INSERT names, 0 if it names none, -1 if a hole may hold several.</summary>
    public int Columns;

    /// <summary>How many commas were read.</summary>
    public int Items;
    public int OperatorFirst;
    public int OperatorLast;

    /// <summary>Places that are decided by whether a FROM clause follows.</summary>
    public List<SqlPlace>? Deferred;

    /// <summary>Whether a condition is what has to stand here.</summary>
    public readonly bool IsConditionStart => Side == SqlSide.Condition || (Side == SqlSide.Start && Clause is SqlClause.Where or SqlClause.Condition);

    public void Enter(SqlClause clause)
    {
        Clause = clause;
        Restart(SqlSide.Start);
    }

    /// <summary>Begins the next item, condition or clause.</summary>
    public void Restart(SqlSide side)
    {
        Side = side;
        Pattern = InheritedPattern;
        AfterOperand = false;
        IsNegated = false;
        IsBetween = false;
        IsInPending = false;
        IsType = false;
        HasDirection = false;
        HasColumnOnLeft = false;
        OperatorFirst = -1;
        OperatorLast = -1;
    }
}
