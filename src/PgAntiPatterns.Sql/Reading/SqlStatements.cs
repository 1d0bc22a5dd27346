namespace PgAntiPatterns.Sql;

/// <summary>Tells from its first words what a statement is and whether the server takes parameters in it.</summary>
internal static class SqlStatements
{
    /// <summary>No statement begins with a longer word: deallocate, checkpoint.</summary>
    private const int LongestWord = 10;

    public static bool IsUtility(SqlStatementKind kind) => kind is not (SqlStatementKind.Unknown or SqlStatementKind.Select or SqlStatementKind.Values
        or SqlStatementKind.Insert or SqlStatementKind.Update or SqlStatementKind.Delete or SqlStatementKind.Merge or SqlStatementKind.Call);

    public static SqlStatement Begin(SqlParts parts, string text, int i)
    {
        var first = i;
        while (parts[i].Kind == SqlTokenKind.OpenParen)
        {
            i++;
        }

        var hasCommonTables = parts[i].Keyword == SqlKeyword.With;
        var kind = hasCommonTables ? BehindCommonTables(parts, i + 1) : KindOf(parts, text, i);
        var statement = new SqlStatement(kind, parts[first].Start) { HasCommonTables = hasCommonTables, AcceptsParameters = AcceptsParameters(kind) };
        switch (kind)
        {
            case SqlStatementKind.Notify or SqlStatementKind.Listen or SqlStatementKind.Unlisten:
                statement.Target = parts[i + 1].Token.Span;
                break;
            case SqlStatementKind.Set:
                statement.IsLocal = parts[i + 1].Keyword == SqlKeyword.Local;
                statement.Target = SettingBehind(parts, parts[i + 1].Keyword is SqlKeyword.Local or SqlKeyword.Session ? i + 2 : i + 1);
                break;
        }

        return statement;
    }

    /// <summary>The dotted name in front of = or TO.</summary>
    private static SqlSpan SettingBehind(SqlParts parts, int first)
    {
        var last = first;
        while (parts[last + 1].Kind == SqlTokenKind.Dot)
        {
            last += 2;
        }

        var next = parts[last + 1];
        return next.Keyword == SqlKeyword.To || next.Kind == SqlTokenKind.Operator ? new SqlSpan(parts[first].Start, parts[last].End) : default;
    }

    private static bool AcceptsParameters(SqlStatementKind kind) =>
        !IsUtility(kind) || kind is SqlStatementKind.CreateTableAs or SqlStatementKind.Declare or SqlStatementKind.Explain;

    private static SqlStatementKind KindOf(SqlParts parts, string text, int i)
    {
        switch (parts[i].Keyword)
        {
            case SqlKeyword.Create:
                return Creation(parts, i);
            case SqlKeyword.Alter:
                return IsRole(parts[i + 1].Keyword) ? SqlStatementKind.AlterRole : SqlStatementKind.Alter;
            case SqlKeyword.Drop:
                return IsRole(parts[i + 1].Keyword) ? SqlStatementKind.DropRole : SqlStatementKind.Drop;
            case SqlKeyword.End or SqlKeyword.Commit:
                return SqlStatementKind.Commit;
            case SqlKeyword.Start or SqlKeyword.Begin:
                return SqlStatementKind.Begin;
            case SqlKeyword.Abort or SqlKeyword.Rollback:
                return SqlStatementKind.Rollback;
            case SqlKeyword.Analyze or SqlKeyword.Analyse:
                return SqlStatementKind.Analyze;
            case SqlKeyword.Table:
                return SqlStatementKind.Select;
            default:
                var token = parts[i].Token;
                return token.Kind == SqlTokenKind.Word && token.Length <= LongestWord && Kinds.TryGetValue(token.Span.Of(text), out var kind)
                    ? kind
                    : SqlStatementKind.Unknown;
        }
    }

    private static SqlStatementKind Creation(SqlParts parts, int i)
    {
        do
        {
            i++;
        }
        while (parts[i].Keyword is SqlKeyword.Or or SqlKeyword.Replace or SqlKeyword.Global or SqlKeyword.Local or SqlKeyword.Temp or SqlKeyword.Temporary or SqlKeyword.Unlogged);

        switch (parts[i].Keyword)
        {
            case SqlKeyword.User when parts[i + 1].Keyword == SqlKeyword.Mapping:
                return SqlStatementKind.Create;
            case SqlKeyword.Role or SqlKeyword.Group or SqlKeyword.User:
                return SqlStatementKind.CreateRole;
            case SqlKeyword.Table when HasQuery(parts, i):
                return SqlStatementKind.CreateTableAs;
            default:
                return SqlStatementKind.Create;
        }
    }

    private static bool IsRole(SqlKeyword keyword) => keyword is SqlKeyword.Role or SqlKeyword.User or SqlKeyword.Group;

    private static bool HasQuery(SqlParts parts, int i)
    {
        for (; parts[i].Kind != SqlTokenKind.Semicolon; i++)
        {
            if (parts[i].Kind == SqlTokenKind.OpenParen && parts.PartnerOf(i) >= 0)
            {
                i = parts.PartnerOf(i);
            }
            else if (parts[i].Keyword == SqlKeyword.As)
            {
                return parts[i + 1].Keyword is SqlKeyword.Select or SqlKeyword.With or SqlKeyword.Values or SqlKeyword.Table
                    || parts[i + 1].Kind is SqlTokenKind.OpenParen or SqlTokenKind.Hole;
            }
        }

        return false;
    }

    /// <summary>The first word outside of parentheses that begins a query.</summary>
    private static SqlStatementKind BehindCommonTables(SqlParts parts, int i)
    {
        for (; parts[i].Kind != SqlTokenKind.Semicolon; i++)
        {
            if (parts[i].Kind == SqlTokenKind.OpenParen && parts.PartnerOf(i) >= 0)
            {
                i = parts.PartnerOf(i);
                continue;
            }

            switch (parts[i].Keyword)
            {
                case SqlKeyword.Select or SqlKeyword.Table:
                    return SqlStatementKind.Select;
                case SqlKeyword.Insert:
                    return SqlStatementKind.Insert;
                case SqlKeyword.Update:
                    return SqlStatementKind.Update;
                case SqlKeyword.Delete:
                    return SqlStatementKind.Delete;
                case SqlKeyword.Merge:
                    return SqlStatementKind.Merge;
                case SqlKeyword.Values:
                    return SqlStatementKind.Values;
            }
        }

        return SqlStatementKind.Unknown;
    }

    private static readonly Dictionary<string, SqlStatementKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["select"] = SqlStatementKind.Select,
        ["values"] = SqlStatementKind.Values,
        ["insert"] = SqlStatementKind.Insert,
        ["update"] = SqlStatementKind.Update,
        ["delete"] = SqlStatementKind.Delete,
        ["merge"] = SqlStatementKind.Merge,
        ["copy"] = SqlStatementKind.Copy,
        ["notify"] = SqlStatementKind.Notify,
        ["listen"] = SqlStatementKind.Listen,
        ["unlisten"] = SqlStatementKind.Unlisten,
        ["set"] = SqlStatementKind.Set,
        ["reset"] = SqlStatementKind.Reset,
        ["show"] = SqlStatementKind.Show,
        ["truncate"] = SqlStatementKind.Truncate,
        ["comment"] = SqlStatementKind.Comment,
        ["grant"] = SqlStatementKind.Grant,
        ["revoke"] = SqlStatementKind.Revoke,
        ["do"] = SqlStatementKind.Do,
        ["call"] = SqlStatementKind.Call,
        ["savepoint"] = SqlStatementKind.Savepoint,
        ["release"] = SqlStatementKind.Release,
        ["prepare"] = SqlStatementKind.Prepare,
        ["execute"] = SqlStatementKind.Execute,
        ["deallocate"] = SqlStatementKind.Deallocate,
        ["declare"] = SqlStatementKind.Declare,
        ["fetch"] = SqlStatementKind.Fetch,
        ["move"] = SqlStatementKind.Move,
        ["close"] = SqlStatementKind.Close,
        ["explain"] = SqlStatementKind.Explain,
        ["vacuum"] = SqlStatementKind.Vacuum,
        ["reindex"] = SqlStatementKind.Reindex,
        ["cluster"] = SqlStatementKind.Cluster,
        ["refresh"] = SqlStatementKind.Refresh,
        ["lock"] = SqlStatementKind.Lock,
        ["discard"] = SqlStatementKind.Discard,
        ["checkpoint"] = SqlStatementKind.Checkpoint,
        ["load"] = SqlStatementKind.Load,
        ["reassign"] = SqlStatementKind.Reassign,
        ["import"] = SqlStatementKind.Import,
        ["security"] = SqlStatementKind.Security,
    };
}
