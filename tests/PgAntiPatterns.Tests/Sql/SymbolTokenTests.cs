using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class SymbolTokenTests
{
    [Theory]
    [InlineData("a<=b", "Word<a> Operator<<=> Word<b>")]
    [InlineData("a*-1", "Word<a> Operator<*> Operator<-> Number<1>")]
    [InlineData("a=-1", "Word<a> Operator<=> Operator<-> Number<1>")]
    [InlineData("a+++b", "Word<a> Operator<+> Operator<+> Operator<+> Word<b>")]
    [InlineData("a@-1", "Word<a> Operator<@-> Number<1>")]
    [InlineData("a->>'b'", "Word<a> Operator<->>> String<'b'>")]
    [InlineData("a~~*'b'", "Word<a> Operator<~~*> String<'b'>")]
    [InlineData("a|/* c */b", "Word<a> Operator<|> BlockComment</* c */> Word<b>")]
    [InlineData("a*--c", "Word<a> Operator<*> LineComment<--c>")]
    [InlineData("a?|b", "Word<a> Operator<?|> Word<b>")]
    [InlineData("#>>'{{a,b}}'", "Operator<#>>> String<'{a,b}'>")]
    public void An_operator_takes_as_much_as_it_may(string text, string tokens) => Assert.Equal(tokens, Templates.Tokens(text));

    [Theory]
    [InlineData("a::int", "Word<a> TypeCast<::> Word<int>")]
    [InlineData("a=>1", "Word<a> EqualsGreater<=>> Number<1>")]
    [InlineData("a:=1", "Word<a> ColonEquals<:=> Number<1>")]
    [InlineData("1..10", "Number<1> DotDot<..> Number<10>")]
    [InlineData("a.b.*", "Word<a> Dot<.> Word<b> Dot<.> Operator<*>")]
    [InlineData("a[1: 2]", "Word<a> OpenBracket<[> Number<1> Colon<:> Number<2> CloseBracket<]>")]
    [InlineData("{{}}\\", "Unknown<{> Unknown<}> Unknown<\\>")]
    [InlineData("a\0b", "Word<a> Unknown<\0> Word<b>")]
    public void Signs_of_several_characters_are_one_token(string text, string tokens) => Assert.Equal(tokens, Templates.Tokens(text));

    [Theory]
    [InlineData("1 1.5 .5 1. 1e5 1.5E-3", "Number<1> Number<1.5> Number<.5> Number<1.> Number<1e5> Number<1.5E-3>")]
    [InlineData("1_000 0x1F_a0 0o17 0b1_0", "Number<1_000> Number<0x1F_a0> Number<0o17> Number<0b1_0>")]
    [InlineData("0x_1", "Number<0x_1>")]
    [InlineData("1.5.3", "Number<1.5> Number<.3>")]
    [InlineData("12ab", "Number?<12ab>")]
    [InlineData("1_", "Number?<1_>")]
    [InlineData("1__0", "Number?<1__0>")]
    [InlineData("0xg 0b12 0o", "Number?<0xg> Number?<0b12> Number?<0o>")]
    [InlineData("1e 1e+ 1e-", "Number?<1e> Number?<1e+> Number?<1e->")]
    [InlineData("1e5$a 1_0$a .5_0$a", "Number?<1e5$a> Number?<1_0$a> Number?<.5_0$a>")]
    [InlineData("1e+5$a", "Number<1e+5> Unknown<$> Word<a>")]
    public void Numbers_follow_PostgreSQL_18(string text, string tokens) => Assert.Equal(tokens, Templates.Tokens(text));

    [Theory]
    [InlineData("$1 $23", "PositionalPlaceholder<$1> PositionalPlaceholder<$23>")]
    [InlineData("$1::int", "PositionalPlaceholder<$1> TypeCast<::> Word<int>")]
    [InlineData("a=$1and", "Word<a> Operator<=> PositionalPlaceholder?<$1and>")]
    [InlineData("$1_0", "PositionalPlaceholder?<$1_0>")]
    [InlineData("a$1", "Word<a$1>")]
    [InlineData("$", "Unknown<$>")]
    public void A_dollar_and_digits_are_a_positional_placeholder(string text, string tokens) => Assert.Equal(tokens, Templates.Tokens(text));

    [Theory]
    [InlineData("a_1 _b Straße 中文", "Word<a_1> Word<_b> Word<Straße> Word<中文>")]
    [InlineData("a\u00A0b", "Word<a\u00A0b>")]
    [InlineData("a\uFFFCb", "Word<a_b>")]
    [InlineData("\uD800", "Word<\uD800>")]
    [InlineData("a\fb\vc", "Word<a> Word<b> Word<c>")]
    public void Every_character_beyond_ASCII_is_a_letter(string text, string tokens) => Assert.Equal(tokens, Templates.Tokens(text));
}
