using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class PlaceholderTests
{
    [Theory]
    [InlineData("select * from t where id = @id", "id: Value")]
    [InlineData("select * from t where id = $2", "$2: Value")]
    [InlineData("select * from t where id in (@ids)", "ids: WholeInList")]
    [InlineData("select * from t where id in @ids", "ids: WholeInList")]
    [InlineData("select * from t where id in (@a, :b)", "a: ListElement, b: ListElement")]
    [InlineData("select * from t where a like @p", "p: LikePattern")]
    [InlineData("select @a::int", "a: Value")]
    [InlineData("select * from t where @a", "a: Value")]
    [InlineData("select * from t where @a is null or b = @a", "a: Value, a: Value")]
    [InlineData("select max(@a)", "a: Value")]
    [InlineData("select * from @t", "t: Identifier/Table")]
    [InlineData("select * from t order by @c @d", "c: OrderByItem, d: OrderByDirection")]
    [InlineData("select * from t limit @n offset $1", "n: Limit, $1: Offset")]
    [InlineData("select now() - interval @i", "i: TypedLiteralValue")]
    [InlineData("select date $1", "$1: TypedLiteralValue")]
    [InlineData("select a::@t from t", "t: TypeName")]
    [InlineData("select * from t where a is @x", "x: Keyword")]
    [InlineData("notify ch, @p", "p: UtilityValue")]
    [InlineData("listen @c", "c: Identifier/Channel")]
    [InlineData("set app.user = @u", "u: UtilityValue")]
    [InlineData("create view v as select * from t where a = @a", "a: UtilityValue")]
    [InlineData("insert into t (a, b) values (@a, @b)", "a: ListElement, b: ListElement")]
    [InlineData("insert into t (a, b) values (@a)", "a: ListElement")]
    [InlineData("select * from t where a = @p{i}", "p\uFFFC: Value")]
    [InlineData("select @{name}, $1", "\uFFFC: Value, $1: Value")]
    public void Each_placeholder_has_a_position(string text, string expected) =>
        Assert.Equal(expected, string.Join(", ", Templates.Read(text).Placeholders.Select(placeholder => placeholder.ToString())));

    [Theory]
    [InlineData("select a[1:3] from t", true)]
    [InlineData("select a[:3] from t", true)]
    [InlineData("select a[i:j] from t", true)]
    [InlineData("select json_object('k':v) from t", true)]
    [InlineData("select * from t where tags <@array['a']", true)]
    [InlineData("select * from t where a[:i] = 1", true)]
    [InlineData("select * from t where a <@ @b", false)]
    [InlineData("select * from t where a=@b", false)]
    [InlineData("select * from t where a >=@b", false)]
    [InlineData("select * from t where a = :b", false)]
    [InlineData("select * from t where a in (:b)", false)]
    public void What_is_SQL_of_its_own_without_such_a_parameter_is_doubtful(string text, bool isDoubtful) =>
        Assert.Equal(isDoubtful, Templates.Placeholder(text).IsDoubtful);

    [Theory]
    [InlineData("select '@a'", "a", 0, "", "", false)]
    [InlineData("select '%@a%'", "a", 0, "%", "%", false)]
    [InlineData("select ':a days'", "a", 0, "", " days", false)]
    [InlineData("select '$1'", "", 1, "", "", false)]
    [InlineData("select 'over $100'", "", 100, "over ", "", false)]
    [InlineData("select 'robot@ledger.example'", "ledger.example", 0, "robot", "", true)]
    [InlineData("select 'hello @name.'", "name", 0, "hello ", ".", false)]
    [InlineData("select E'\\n@a'", "a", 0, "\\n", "", false)]
    [InlineData("select $$ @a $$", "a", 0, " ", " ", false)]
    [InlineData("select '@a", "a", 0, "", "", false)]
    public void A_placeholder_inside_a_literal_is_kept_apart(string text, string name, int number, string prefix, string suffix, bool isGlued)
    {
        var reading = Templates.Read(text);
        var quoted = Assert.Single(reading.QuotedPlaceholders);

        Assert.Empty(reading.Placeholders);
        Assert.Equal((name, number, prefix, suffix, isGlued), (quoted.Name, quoted.Number, quoted.Prefix, quoted.Suffix, quoted.IsGlued));
    }

    [Theory]
    [InlineData("select * from t where a = '@a'", "Value")]
    [InlineData("select * from t where a like '%@a%'", "LikePattern")]
    [InlineData("select * from t where a in ('@a', '@b')", "ListElement, ListElement")]
    [InlineData("select now() - interval '@d days'", "Value")]
    [InlineData("do $$ begin perform f(@a); end $$", "UtilityValue")]
    [InlineData("select 'a', '::b', '@@c', '@ d', '$0', '$x'", "")]
    public void The_literal_around_it_has_its_role(string text, string roles) =>
        Assert.Equal(roles, string.Join(", ", Templates.Read(text).QuotedPlaceholders.Select(quoted => quoted.Place.ToString())));
}
