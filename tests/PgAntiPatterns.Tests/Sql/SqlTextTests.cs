using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("a", "\"a\"")]
    [InlineData("A \"b\"", "\"A \"\"b\"\"\"")]
    [InlineData("", "\"\"")]
    public void A_quoted_name_doubles_its_quotes(string name, string quoted)
    {
        Assert.Equal(quoted, SqlText.QuoteIdentifier(name));
        Assert.Equal(name, SqlText.UnescapeIdentifier(quoted[1..^1]));
    }

    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("_x1", "_x1")]
    [InlineData("Orders", "\"Orders\"")]
    [InlineData("order", "\"order\"")]
    [InlineData("values", "\"values\"")]
    [InlineData("left", "\"left\"")]
    [InlineData("name", "name")]
    [InlineData("1a", "\"1a\"")]
    [InlineData("a-b", "\"a-b\"")]
    [InlineData("straße", "\"straße\"")]
    public void A_name_is_quoted_where_the_server_would_quote_it(string name, string quoted) => Assert.Equal(quoted, SqlText.QuoteIdentifierIfNeeded(name));

    [Theory]
    [InlineData("it's", "'it''s'")]
    [InlineData("a\\b", "E'a\\\\b'")]
    public void A_literal_is_right_whatever_the_server_makes_of_backslashes(string value, string literal) => Assert.Equal(literal, SqlText.QuoteLiteral(value));

    [Theory]
    [InlineData("SELECT", true)]
    [InlineData("user", true)]
    [InlineData("ilike", true)]
    [InlineData("values", false)]
    [InlineData("name", false)]
    [InlineData("orders", false)]
    public void A_reserved_word_is_no_name(string word, bool isReserved) => Assert.Equal(isReserved, SqlText.IsReserved(word));
}
