using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>An INSERT of one row that names its columns and takes every value from a placeholder of its own.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Its columns, as they are written.</param>
/// <param name="Values">The placeholders in the order of the columns: names, or numbers behind a dollar.</param>
/// <param name="IsUpper">True where the keywords are in upper case.</param>
internal sealed record PlainInsert(string Table, string Columns, IReadOnlyList<string> Values, bool IsUpper)
{
    private const string Pattern = @"^\s*(?<insert>insert)\s+into\s+(?<table>[\w.""]+)\s*\((?<columns>[\w\s,""]+)\)\s*values\s*\(\s*(?<values>([@:]\w+|\$\d+)(\s*,\s*([@:]\w+|\$\d+))*)\s*\)\s*;?\s*$";

    /// <summary>The literal that starts the import.</summary>
    public string Copy
    {
        get
        {
            var text = $"copy {Table} ({Columns}) from stdin (format binary)";
            return SymbolDisplay.FormatLiteral(IsUpper ? $"COPY {Table} ({Columns}) FROM STDIN (FORMAT binary)" : text, quote: true);
        }
    }

    /// <summary>The statement in a literal; null where it does more, such as RETURNING, ON CONFLICT or a value of its own.</summary>
    public static PlainInsert? Of(ExpressionSyntax sql)
    {
        if (sql is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.ValueText: var text })
        {
            return null;
        }

        var match = Regex.Match(text, Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        if (!match.Success)
        {
            return null;
        }

        var values = match.Groups["values"].Value.Split(',').Select(value => value.Trim()).Select(value => value[0] == '$' ? value : value.Substring(1)).ToList();
        var columns = match.Groups["columns"].Value.Split(',').Select(column => column.Trim()).ToList();
        return columns.Count == values.Count && values.Distinct(StringComparer.OrdinalIgnoreCase).Count() == values.Count
            ? new PlainInsert(match.Groups["table"].Value, string.Join(", ", columns), values, match.Groups["insert"].Value == "INSERT")
            : null;
    }
}
