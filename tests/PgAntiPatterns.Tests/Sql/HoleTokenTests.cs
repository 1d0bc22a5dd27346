using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class HoleTokenTests
{
    [Theory]
    [InlineData("a = {x}", "Word<a> Operator<=> Hole<_>")]
    [InlineData("({x},{y})", "OpenParen<(> Hole<_> Comma<,> Hole<_> CloseParen<)>")]
    [InlineData("{a}{b}", "Hole<_> Hole<_>")]
    [InlineData("{a}.{b}", "Hole<_> Dot<.> Hole<_>")]
    [InlineData("'a'{x}'b'", "String<'a'> Hole<_> String<'b'>")]
    [InlineData("a[{x}:{y}]", "Word<a> OpenBracket<[> Hole<_> Colon<:> Hole<_> CloseBracket<]>")]
    [InlineData("::{t}", "TypeCast<::> Hole<_>")]
    [InlineData("a->{x}", "Word<a> Operator<->> Hole<_>")]
    public void A_hole_between_other_things_is_a_token(string text, string tokens) => Assert.Equal(tokens, Templates.Tokens(text));

    [Theory]
    [InlineData("tickets_{year}", "Word<tickets__>")]
    [InlineData("{prefix}_log", "Word<__log>")]
    [InlineData("a{x}b{y}", "Word<a_b_>")]
    [InlineData("{x}1", "Word<_1>")]
    [InlineData("1{x}", "Number?<1_>")]
    [InlineData("@p{i}", "NamedPlaceholder<@p_>")]
    [InlineData("@{name}", "NamedPlaceholder<@_>")]
    [InlineData(":p{i}_x", "NamedPlaceholder<:p__x>")]
    [InlineData("${i}", "PositionalPlaceholder<$_>")]
    [InlineData("$1{i}", "PositionalPlaceholder?<$1_>")]
    public void A_hole_glued_to_a_name_or_number_is_part_of_it(string text, string tokens) => Assert.Equal(tokens, Templates.Tokens(text));

    [Theory]
    [InlineData("'a{x}b'", "String<'a_b'>")]
    [InlineData("'{x}", "String!<'_>")]
    [InlineData("\"{x}\"", "QuotedIdentifier<\"_\">")]
    [InlineData("$${x}$$", "DollarString<$$_$$>")]
    [InlineData("-- {x}\n{y}", "LineComment<-- _> Hole<_>")]
    [InlineData("/* {x} */", "BlockComment</* _ */>")]
    [InlineData(@"E'\{x}'", @"EscapeString<E'\_'>")]
    public void A_hole_inside_a_literal_or_comment_belongs_to_it(string text, string tokens)
    {
        Assert.Equal(tokens, Templates.Tokens(text));
        Assert.True(SqlLexer.Tokenize(Templates.Of(text))[0].HasHole);
    }

    [Fact]
    public void The_hole_character_itself_is_text_where_no_hole_is_listed()
    {
        var token = Assert.Single(SqlLexer.Tokenize(SqlTemplate.Of("\uFFFC")));

        Assert.Equal(SqlTokenKind.Word, token.Kind);
        Assert.False(token.HasHole);
    }

    [Theory]
    [InlineData("a", 0)]
    [InlineData("\uFFFC", 1)]
    [InlineData("\uFFFC", -1)]
    public void A_hole_that_is_none_is_refused(string text, int offset) => Assert.Throws<ArgumentException>(() => new SqlTemplate(text, [offset]));
}
