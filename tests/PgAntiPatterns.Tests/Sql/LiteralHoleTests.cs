using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class LiteralHoleTests
{
    [Theory]
    [InlineData("select * from t where a = '{x}'", "InString as Value")]
    [InlineData("select * from t where a = E'{x}'", "InString as Value")]
    [InlineData("select * from t where a = $q${x}$q$", "InDollarQuoted as Value")]
    [InlineData("select * from t where a = 1 -- {x}", "InComment as Unknown")]
    [InlineData("select /* {x} */ 1", "InComment as Unknown")]
    [InlineData("select * from t where data ->> '{x}' = 1", "InString as Value")]
    [InlineData("select * from t where a @> '{{\"k\": \"{x}\"}}'", "InString as Value")]
    [InlineData("select '{x}'::date", "InString as Value")]
    [InlineData("select '{x}'", "InString as Value")]
    [InlineData("update t set a = '{x}' where b = '{y}'", "InString as Value, InString as Value")]
    [InlineData("select f('{x}')", "InString as Value")]
    [InlineData("select * from t where a = '{x}", "InString as Value")]
    [InlineData("select * from t order by '{x}'", "InString as OrderByItem")]
    [InlineData("select * from '{x}'", "InString as Unknown")]
    public void A_literal_around_a_hole_has_a_role(string text, string positions) => Assert.Equal(positions, Templates.Holes(text));

    [Theory]
    [InlineData("select '{x}'", "", "")]
    [InlineData("select '%{x}%'", "%", "%")]
    [InlineData("select 'it''s {x}!'", "it''s ", "!")]
    [InlineData("select 'a{x}b{y}'", "a", "b\uFFFC")]
    [InlineData("select 'a{x}", "a", "")]
    [InlineData("select E'\\n{x}'", "\\n", "")]
    [InlineData("select $q$a{x}b$q$", "a", "b")]
    [InlineData("select \"a{x}b\"", "a", "b")]
    [InlineData("select u&\"a{x}b\"", "a", "b")]
    [InlineData("select U&'a{x}b'", "a", "b")]
    [InlineData("select 'a'\n'b{x}'", "a'\n'b", "")]
    [InlineData("select 1 --a{x}b", "a", "b")]
    [InlineData("select 1 /*a{x}b*/", "a", "b")]
    [InlineData("/*a{x}b", "a", "b")]
    [InlineData("'{x}", "", "")]
    public void What_stands_before_and_after_a_hole_in_its_literal_is_known(string text, string before, string after)
    {
        var hole = Templates.Read(text).Holes[0];

        Assert.NotNull(hole.Literal);
        Assert.Equal(before, hole.Literal.Before(hole.Offset));
        Assert.Equal(after, hole.Literal.After(hole.Offset + 1));
    }

    [Theory]
    [InlineData("select date '{x}'", "date")]
    [InlineData("select now() - interval '{x} days'", "interval")]
    [InlineData("select * from t where a > timestamp '{x}'", "timestamp")]
    [InlineData("select * from t where a > timestamp with time zone '{x}'", "timestamp with time zone")]
    [InlineData("select timestamp(3) without time zone '{x}'", "timestamp(3) without time zone")]
    [InlineData("select interval(3) '{x}'", "interval(3)")]
    [InlineData("select double precision '{x}'", "double precision")]
    [InlineData("select pg_catalog.date '{x}'", "pg_catalog.date")]
    [InlineData("select \"My\".type '{x}'", "\"My\".type")]
    [InlineData("select character varying '{x}'", "character varying")]
    [InlineData("select * from t where a in (date '{x}', date '2020-01-01')", "date")]
    [InlineData("insert into t values (interval '{x}', 1)", "interval")]
    [InlineData("select interval {x}", "interval")]
    [InlineData("select * from t where a > date {x}", "date")]
    public void The_type_in_front_of_a_literal_is_found(string text, string type)
    {
        var template = Templates.Of(text);
        var place = Assert.Single(SqlReader.Read(template).Holes).Place;

        Assert.True(place.IsTyped);
        Assert.Equal(type, place.Type.Of(template.Text));
    }

    [Theory]
    [InlineData("select interval '{x}' second", "second")]
    [InlineData("select interval '{x}' day to second(3), 1", "day to second(3)")]
    [InlineData("select interval '{x} days'", "")]
    [InlineData("select interval '{x}' as second", "")]
    public void The_fields_behind_an_interval_belong_to_it(string text, string suffix)
    {
        var template = Templates.Of(text);

        Assert.Equal(suffix, Assert.Single(SqlReader.Read(template).Holes).Place.TypeSuffix.Of(template.Text));
    }

    [Theory]
    [InlineData("select * from t where a = '{x}'")]
    [InlineData("select * from t where a like '{x}'")]
    [InlineData("select * from t where a is null and '{x}' = b")]
    [InlineData("select case when a then 1 else '{x}' end")]
    [InlineData("select a from t where '{x}' = a")]
    [InlineData("select null, '{x}'")]
    [InlineData("select * from t where a = b and '{x}' <> c")]
    [InlineData("select * from t order by date {x}")]
    [InlineData("select created date, {x} from t")]
    [InlineData("alter type t add value '{x}'")]
    [InlineData("create server s foreign data wrapper w options (host '{x}')")]
    public void A_word_in_front_of_a_literal_is_no_type_where_it_is_something_else(string text) => Assert.False(Templates.Hole(text).Place.IsTyped);

    [Theory]
    [InlineData("do $$ begin delete from t where a = '{x}'; end $$", true)]
    [InlineData("do language plpgsql '{x}'", true)]
    [InlineData("create function f() returns int language sql as $$ select {x} $$", true)]
    [InlineData("create or replace procedure p() language sql as $b$ select {x} $b$", true)]
    [InlineData("select $$ {x} $$", false)]
    [InlineData("comment on table t is $$ {x} $$", false)]
    [InlineData("create table t (a text default '{x}')", false)]
    public void Program_text_is_told_from_other_literals(string text, bool isCode) => Assert.Equal(isCode, Templates.Hole(text).Place.IsCode);

    [Theory]
    [InlineData("a''b", SqlTokenKindName.String, "a'b")]
    [InlineData("a\\nb", SqlTokenKindName.String, "a\\nb")]
    [InlineData("a\\nb\\'c", SqlTokenKindName.EscapeString, "a\nb'c")]
    [InlineData("a\\x41", SqlTokenKindName.EscapeString, null)]
    [InlineData("a\\0041", SqlTokenKindName.UnicodeString, null)]
    [InlineData("a''b", SqlTokenKindName.UnicodeString, "a'b")]
    [InlineData("a'\n 'b", SqlTokenKindName.String, "ab")]
    [InlineData("a''b", SqlTokenKindName.DollarString, "a''b")]
    [InlineData("a\\", SqlTokenKindName.EscapeString, null)]
    public void The_inside_of_a_literal_is_unescaped_by_its_kind(string inside, SqlTokenKindName kind, string? value) =>
        Assert.Equal(value, SqlText.UnescapeLiteral(inside, Enum.Parse<SqlTokenKind>(kind.ToString())));

    /// <summary>The kinds of literals by name: the product's own type is internal and no parameter of a public test.</summary>
    public enum SqlTokenKindName
    {
        String,
        EscapeString,
        UnicodeString,
        DollarString,
    }
}
