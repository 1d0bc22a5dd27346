namespace PgAntiPatterns.Sql;

/// <summary>Where in the SQL a hole, a placeholder or a literal stands.</summary>
internal enum SqlPosition : byte
{
    /// <summary>The reader could not tell.</summary>
    Unknown,

    /// <summary>An operand of an expression, where a parameter may stand.</summary>
    Value,

    /// <summary>One element of IN (…), of a row of VALUES or of ARRAY[…].</summary>
    ListElement,

    /// <summary>All there is between the parentheses of IN (…), or directly behind IN.</summary>
    WholeInList,

    /// <summary>The whole right operand of LIKE, ILIKE, SIMILAR TO or ~~.</summary>
    LikePattern,

    /// <summary>Inside '…', E'…', N'…', U&amp;'…', B'…' or X'…'.</summary>
    InString,

    /// <summary>Inside "…".</summary>
    InQuotedIdentifier,

    /// <summary>Inside $tag$…$tag$.</summary>
    InDollarQuoted,

    /// <summary>Inside a comment.</summary>
    InComment,

    /// <summary>Part of the name or number of a placeholder: @p{i}, ${i}.</summary>
    InPlaceholder,

    /// <summary>A name, or part of one; <see cref="SqlPlace.Identifier"/> tells of what.</summary>
    Identifier,

    /// <summary>A whole item, or all items, of a select list or RETURNING: a column, a list of columns or an expression.</summary>
    SelectListItem,

    /// <summary>Where the text does not tell a column from a value: left of a comparison, the argument of an aggregate.</summary>
    ColumnOrValue,

    /// <summary>An item of GROUP BY, PARTITION BY or DISTINCT ON.</summary>
    GroupByItem,

    /// <summary>An item of ORDER BY.</summary>
    OrderByItem,

    /// <summary>Behind an item of ORDER BY.</summary>
    OrderByDirection,

    /// <summary>The row count of LIMIT or FETCH FIRST.</summary>
    Limit,

    /// <summary>The row count of OFFSET.</summary>
    Offset,

    /// <summary>The type of a cast, or part of it.</summary>
    TypeName,

    /// <summary>Directly behind a type name, where only a literal may stand: interval {x}.</summary>
    TypedLiteralValue,

    /// <summary>Where an operator or keyword is missing.</summary>
    Keyword,

    /// <summary>A value in a statement that takes no parameters.</summary>
    UtilityValue,

    /// <summary>A condition, a clause, a list of things or a whole statement.</summary>
    Fragment,
}

/// <summary>What a name names.</summary>
internal enum SqlIdentifierKind : byte
{
    Unknown,
    Table,
    Schema,
    Column,

    /// <summary>All there is between the parentheses of a column list.</summary>
    ColumnList,

    /// <summary>In front of a dot in an expression: a table, an alias or a schema.</summary>
    Qualifier,
    Alias,
    CommonTable,
    Function,

    /// <summary>The name in front of => or := in a call.</summary>
    Argument,
    Window,
    Constraint,
    Collation,
    Channel,
    Setting,
    Role,
    Database,
    Savepoint,
    Cursor,
    PreparedStatement,

    /// <summary>Another object of the database: index, view, type, trigger, …</summary>
    Object,
}

/// <summary>The operator of a pattern match.</summary>
internal enum SqlPatternOperator : byte
{
    None,
    Like,
    ILike,
    SimilarTo,
}
