using System.Text;
using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

/// <summary>Writes templates and readings short: <c>{x}</c> is a hole, <c>{{</c> and <c>}}</c> are braces.</summary>
internal static class Templates
{
    public static SqlTemplate Of(string text)
    {
        var sql = new StringBuilder();
        var holes = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                sql.Append(c);
                i++;
            }
            else if (c == '{')
            {
                holes.Add(sql.Length);
                sql.Append(SqlTemplate.HoleChar);
                i = text.IndexOf('}', i);
            }
            else
            {
                sql.Append(c);
            }
        }

        return new SqlTemplate(sql.ToString(), holes);
    }

    public static SqlReading Read(string text) => SqlReader.Read(Of(text));

    /// <summary>The positions of all holes, separated by commas.</summary>
    public static string Holes(string text) => string.Join(", ", Read(text).Holes.Select(hole => hole.ToString()));

    public static HoleReading Hole(string text) => Assert.Single(Read(text).Holes);

    public static SqlPlaceholder Placeholder(string text) => Assert.Single(Read(text).Placeholders);

    /// <summary>The tokens without white space, each as its kind and text.</summary>
    public static string Tokens(string text)
    {
        var template = Of(text);
        return string.Join(" ", SqlLexer.Tokenize(template)
            .Where(token => token.Kind != SqlTokenKind.Whitespace)
            .Select(token => $"{token.Kind}{(token.IsUnterminated ? "!" : "")}{(token.IsMalformed ? "?" : "")}<{token.Span.Of(template.Text)}>"))
            .Replace(SqlTemplate.HoleChar, '_');
    }
}
