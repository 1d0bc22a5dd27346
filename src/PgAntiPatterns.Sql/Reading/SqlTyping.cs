namespace PgAntiPatterns.Sql;

/// <summary>After what does the server type a quoted literal, or a parameter whose type it is not told?</summary>
internal static class SqlTyping
{
    /// <summary>How far the call around an argument is looked for.</summary>
    private const int MaxSteps = 400;

    private static readonly HashSet<string> AnyFunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "concat", "concat_ws", "format", "json_build_object", "json_build_array", "jsonb_build_object", "jsonb_build_array",
        "num_nulls", "num_nonnulls", "pg_typeof", "pg_column_size", "count",
    };

    /// <summary>True where the literal is an argument of a function that takes anything, or is tested for null: a literal counts as text there, a parameter as nothing.</summary>
    public static bool HasNone(SqlReading reading, SqlLiteral literal)
    {
        var at = IndexOf(reading.Tokens, literal.Start);
        return at >= 0 && (IsTestedForNull(reading, at) || IsArgumentOfAny(reading, at));
    }

    /// <summary>The name that is compared with what begins at an offset, or set to it: <c>name</c> in front of <c>= '…'</c>; empty where there is none.</summary>
    public static string ComparedWith(SqlReading reading, int start)
    {
        var comparison = Next(reading, IndexOf(reading.Tokens, start), -1);
        var name = KindAt(reading, comparison) is SqlTokenKind.Operator ? Next(reading, comparison, -1) : -1;
        // Behind :: it is the name of a type.
        var isType = Next(reading, name, -1) is var before && KindAt(reading, before) is not null && reading.Tokens[before].Span.Of(reading.Template.Text) == "::";
        return !isType && KindAt(reading, name) is (SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier) && !reading.Tokens[name].HasHole ? reading.Tokens[name].Span.Of(reading.Template.Text) : "";
    }

    private static int IndexOf(SqlToken[] tokens, int start)
    {
        var (low, high) = (0, tokens.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (tokens[middle].Start == start)
            {
                return middle;
            }

            (low, high) = tokens[middle].Start < start ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private static bool IsTestedForNull(SqlReading reading, int at)
    {
        var next = Next(reading, at, 1);
        if (Is(reading, next, "isnull") || Is(reading, next, "notnull"))
        {
            return true;
        }

        var tested = Next(reading, next, 1);
        return Is(reading, next, "is") && (Is(reading, tested, "null") || (Is(reading, tested, "not") && Is(reading, Next(reading, tested, 1), "null")));
    }

    private static bool IsArgumentOfAny(SqlReading reading, int at)
    {
        var before = Next(reading, at, -1);
        var after = Next(reading, at, 1);
        if (KindAt(reading, before) is not (SqlTokenKind.OpenParen or SqlTokenKind.Comma) || KindAt(reading, after) is not (SqlTokenKind.CloseParen or SqlTokenKind.Comma))
        {
            return false;
        }

        var depth = 0;
        for (var index = before; index >= 0 && before - index < MaxSteps; index--)
        {
            switch (reading.Tokens[index].Kind)
            {
                case SqlTokenKind.CloseParen or SqlTokenKind.CloseBracket:
                    depth++;
                    break;
                case SqlTokenKind.OpenParen or SqlTokenKind.OpenBracket when depth == 0:
                    var name = Next(reading, index, -1);
                    return name >= 0 && reading.Tokens[name].Kind is SqlTokenKind.Word && AnyFunctions.Contains(reading.Tokens[name].Span.Of(reading.Template.Text));
                case SqlTokenKind.OpenParen or SqlTokenKind.OpenBracket:
                    depth--;
                    break;
                case SqlTokenKind.Semicolon:
                    return false;
            }
        }

        return false;
    }

    private static int Next(SqlReading reading, int at, int step)
    {
        for (at = at < 0 ? -1 : at + step; at >= 0 && at < reading.Tokens.Length; at += step)
        {
            if (!reading.Tokens[at].IsTrivia)
            {
                return at;
            }
        }

        return -1;
    }

    private static SqlTokenKind? KindAt(SqlReading reading, int at) => at >= 0 ? reading.Tokens[at].Kind : null;

    private static bool Is(SqlReading reading, int at, string word) =>
        KindAt(reading, at) is SqlTokenKind.Word && reading.Tokens[at].Span.Of(reading.Template.Text).Equals(word, StringComparison.OrdinalIgnoreCase);
}
