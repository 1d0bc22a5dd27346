using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class PlaceholderTokenTests
{
    /// <summary>Honest SQL, in which the driver and the server agree on where a literal ends.</summary>
    private static readonly string[] Pieces =
    [
        " ", "\n", "a", "b1", "é", "_", "1", "1.5", "'@a'", "'it''s :b'", " E'\\'@a'", "\"@a\"\"\"", " $$@a;$$ ", " $q$ :a $q$ ", " $1 ", "-- @a\n", "/* @a /* ; */ :b */",
        "@a", "@B", ":b", ":a.c", "@é_1", "@", "@@", ":", "::int", ":=", "[1:3]", "(", ")", ",", "=", "<", "<@", "@>", "@?", "->", "-", "/", "*", "||", "; select ", ";\n-- x\n", "; ; select ",
        "select ", " e ",
    ];

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

    [Fact]
    public void Npgsql_finds_the_same_placeholders_and_statements()
    {
        var random = new Random(6);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(random.GetItems(Pieces, random.Next(1, 12)));
            var reading = SqlReader.Read(SqlTemplate.Of(text));
            var names = NpgsqlParser.Join(reading.Placeholders.Where(placeholder => !placeholder.IsPositional).Select(placeholder => placeholder.Name));

            Assert.True(NpgsqlParser.Read(text) == (names, Math.Max(1, reading.NpgsqlStatementCount)), $"{text}: ours are {names}, Npgsql's {NpgsqlParser.Read(text)}");
        }
    }

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
