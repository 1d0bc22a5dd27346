using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class LiteralTokenTests
{
    [Theory]
    [InlineData("'a'", "String<'a'>")]
    [InlineData("''", "String<''>")]
    [InlineData("'it''s' x", "String<'it''s'> Word<x>")]
    [InlineData(@"'a\'b", @"String<'a\'> Word<b>")]
    [InlineData(@"E'it\'s'", @"EscapeString<E'it\'s'>")]
    [InlineData(@"e'a\\'b", @"EscapeString<e'a\\'> Word<b>")]
    [InlineData("N'a' n'b'", "NationalString<N'a'> NationalString<n'b'>")]
    [InlineData("U&'a' u&\"b\"", "UnicodeString<U&'a'> QuotedIdentifier<u&\"b\">")]
    [InlineData("u&b", "Word<u> Operator<&> Word<b>")]
    [InlineData("U &'a'", "Word<U> Operator<&> String<'a'>")]
    [InlineData("B'01' x'1F'", "BitString<B'01'> HexString<x'1F'>")]
    [InlineData("X'1''2'", "HexString<X'1'> String<'2'>")]
    [InlineData("date'x'", "Word<date> String<'x'>")]
    [InlineData("\"a\"\"b\" c", "QuotedIdentifier<\"a\"\"b\"> Word<c>")]
    public void Each_kind_of_quotes_ends_where_its_own_rule_ends_it(string text, string tokens) => Assert.Equal(tokens, Templates.Tokens(text));

    [Theory]
    [InlineData("'a'\n'b'", "String<'a'\n'b'>")]
    [InlineData("'a' \r\n\t 'b'", "String<'a' \r\n\t 'b'>")]
    [InlineData("'a' -- why\n 'b'", "String<'a' -- why\n 'b'>")]
    [InlineData("E'a'\n'\\''", "EscapeString<E'a'\n'\\''>")]
    [InlineData("'a' 'b'", "String<'a'> String<'b'>")]
    [InlineData("'a' /*\n*/ 'b'", "String<'a'> BlockComment</*\n*/> String<'b'>")]
    [InlineData("'a' -- 'b'", "String<'a'> LineComment<-- 'b'>")]
    [InlineData("'a'\n, 'b'", "String<'a'> Comma<,> String<'b'>")]
    [InlineData("\"a\"\n\"b\"", "QuotedIdentifier<\"a\"> QuotedIdentifier<\"b\">")]
    [InlineData("$$a$$\n'b'", "DollarString<$$a$$> String<'b'>")]
    public void A_literal_goes_on_behind_a_line_break_only(string text, string tokens) => Assert.Equal(tokens, Templates.Tokens(text));

    [Theory]
    [InlineData("$$a'b$$", "DollarString<$$a'b$$>")]
    [InlineData("$q$ $$ $Q$ $q$ x", "DollarString<$q$ $$ $Q$ $q$> Word<x>")]
    [InlineData("$a$x$a", "DollarString!<$a$x$a>")]
    [InlineData("$1$ $1$", "PositionalPlaceholder<$1> Unknown<$> PositionalPlaceholder<$1> Unknown<$>")]
    [InlineData("a$b$c$b$", "Word<a$b$c$b$>")]
    [InlineData("$é$ ' $é$", "DollarString<$é$ ' $é$>")]
    [InlineData("$ab 'x'", "Unknown<$> Word<ab> String<'x'>")]
    public void A_dollar_quote_ends_at_its_own_tag(string text, string tokens) => Assert.Equal(tokens, Templates.Tokens(text));

    [Theory]
    [InlineData("select 'a", "Word<select> String!<'a>")]
    [InlineData("'a''", "String!<'a''>")]
    [InlineData(@"E'a\", @"EscapeString!<E'a\>")]
    [InlineData("'a'\n'b", "String!<'a'\n'b>")]
    [InlineData("\"a", "QuotedIdentifier!<\"a>")]
    [InlineData("U&\"", "QuotedIdentifier!<U&\">")]
    [InlineData("$$ a $", "DollarString!<$$ a $>")]
    [InlineData("/* a /* b */ c", "BlockComment!</* a /* b */ c>")]
    [InlineData("/*/", "BlockComment!</*/>")]
    public void What_the_text_ends_in_is_flagged_as_open(string text, string tokens) => Assert.Equal(tokens, Templates.Tokens(text));

    [Theory]
    [InlineData("/* a /* b */ c */ d", "BlockComment</* a /* b */ c */> Word<d>")]
    [InlineData("/**/a/***/", "BlockComment</**/> Word<a> BlockComment</***/>")]
    [InlineData("/*'*/a", "BlockComment</*'*/> Word<a>")]
    [InlineData("-- a '\nb", "LineComment<-- a '> Word<b>")]
    [InlineData("--a\rb", "LineComment<--a> Word<b>")]
    [InlineData("a--", "Word<a> LineComment<-->")]
    [InlineData("a- -b", "Word<a> Operator<-> Operator<-> Word<b>")]
    public void Comments_nest_and_end_as_on_the_server(string text, string tokens) => Assert.Equal(tokens, Templates.Tokens(text));
}
