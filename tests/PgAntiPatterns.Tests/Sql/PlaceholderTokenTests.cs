using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class PlaceholderTokenTests
{
    [Theory]
    [InlineData("id = @id", "@id")]
    [InlineData("id=@id", "@id")]
    [InlineData("id = :id", ":id")]
    [InlineData("@a+@b", "@a @b")]
    [InlineData("@a::int", "@a")]
    [InlineData("a <= @b", "@b")]
    [InlineData("a<=@b", "@b")]
    [InlineData("a<@b", "@b")]
    [InlineData("a @> @b", "@b")]
    [InlineData("@t.col", "@t.col")]
    [InlineData("@1", "@1")]
    [InlineData("@ünïcode", "@ünïcode")]
    [InlineData("(@a,:b)", "@a :b")]
    [InlineData("a[1:3]", ":3")]
    [InlineData("f(a:=@b)", "@b")]
    public void What_Npgsql_replaces_is_a_placeholder(string text, string placeholders) => Assert.Equal(placeholders, Named(text));

    [Theory]
    [InlineData("a::int")]
    [InlineData("a:::int")]
    [InlineData("a @@ b")]
    [InlineData("a @@b")]
    [InlineData("a @> b")]
    [InlineData("a @? b")]
    [InlineData("@ a")]
    [InlineData("a := 1")]
    [InlineData("a : b")]
    [InlineData("'@a'")]
    [InlineData("E'\\'@a'")]
    [InlineData("\"@a\"")]
    [InlineData("$$@a$$")]
    [InlineData("-- @a")]
    [InlineData("/* /* @a */ :b */")]
    [InlineData("@-1")]
    public void What_Npgsql_leaves_alone_is_none(string text) => Assert.Equal("", Named(text));

    private static string Named(string text) => string.Join(" ", SqlLexer.Tokenize(SqlTemplate.Of(text))
        .Where(token => token.Kind == SqlTokenKind.NamedPlaceholder)
        .Select(token => token.Span.Of(text)));
}
