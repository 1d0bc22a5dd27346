using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>A SELECT of the rows that have one key, which can be asked for many keys at once: without a limit, a union or anything else that looks at more than a row.</summary>
/// <param name="Literal">The literal with the statement.</param>
/// <param name="Column">The column that is compared, as it is written.</param>
/// <param name="Columns">The names of what is selected; null for what has none.</param>
internal sealed record KeyedSelect(LiteralExpressionSyntax Literal, string Column, IReadOnlyList<string?> Columns)
{
    /// <summary>The key's placeholder, as it is written.</summary>
    public string Placeholder { private get; init; } = "";

    /// <summary>Where the placeholder begins in the literal.</summary>
    public int PlaceholderAt { private get; init; }

    /// <summary>Where the list of what is selected ends in the literal.</summary>
    public int ListEnd { private get; init; }

    /// <summary>Where the statement ends in the literal.</summary>
    public int End { private get; init; }

    /// <summary>Which of the selected columns the key is; -1 where it is not selected, null where all columns are.</summary>
    public int? KeyOrdinal { get; init; }

    /// <summary>What the statement answers for a key that has no row, where it counts or sums up; null where it does not.</summary>
    public string? Missing { get; init; }

    /// <summary>All placeholders of the statement, as they are written.</summary>
    public IReadOnlyList<string> Placeholders { get; init; } = [];

    /// <summary>The column without its table.</summary>
    public string ColumnName => Column.Substring(Column.LastIndexOf('.') + 1);

    /// <summary>The statement in a literal; null where rows of many keys would not be the rows of each.</summary>
    /// <param name="sql">The literal.</param>
    /// <param name="parameter">The name of the key's parameter; null for the one that has a number.</param>
    public static KeyedSelect? Of(ExpressionSyntax sql, string? parameter)
    {
        if (sql is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.Text: var text } literal || text.Contains('\\') || text.TrimStart('@', '"').Contains("\"\"") && !text.StartsWith("\"\"\"", StringComparison.Ordinal))
        {
            return null;
        }

        var start = text.Length - text.TrimStart('@', '"').Length;
        var inner = text.Substring(start).TrimEnd('"');
        var tokens = SqlLexer.Tokenize(SqlTemplate.Of(inner)).Where(token => token.Kind is not SqlTokenKind.Whitespace).ToList();
        if (tokens.Any(token => token.IsTrivia || token.Kind is SqlTokenKind.Semicolon && token.Start != tokens[tokens.Count - 1].Start))
        {
            return null;
        }

        tokens.RemoveAll(token => token.Kind is SqlTokenKind.Semicolon);
        return new SelectReader(inner, start, tokens).Read(literal, parameter);
    }

    /// <summary>The literal with the statement for all keys.</summary>
    /// <param name="keys">The name of the parameter with the keys.</param>
    public string For(string keys)
    {
        var text = Literal.Token.Text;
        if (Missing is not null)
        {
            text = text.Insert(End, " group by " + Column);
        }

        text = text.Remove(PlaceholderAt, Placeholder.Length).Insert(PlaceholderAt, "ANY(" + (Placeholder[0] == '$' ? Placeholder : Placeholder[0] + keys) + ")");
        return KeyOrdinal == -1 ? text.Insert(ListEnd, ", " + Column) : text;
    }
}
