using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class PatternHoleTests
{
    [Theory]
    [InlineData("select * from t where a like {x}", "Like", "like")]
    [InlineData("select * from t where a not ilike {x}", "ILike", "not ilike")]
    [InlineData("select * from t where a similar to {x}", "SimilarTo", "similar to")]
    [InlineData("select * from t where a ~~ {x}", "Like", "~~")]
    [InlineData("select * from t where a !~~* {x}", "ILike", "!~~*")]
    [InlineData("select * from t where a like {x} escape '!'", "Like", "like")]
    [InlineData("select * from t where a like {x}::text", "Like", "like")]
    [InlineData("select * from t where a like '%{x}%' and b = 1", "Like", "like")]
    [InlineData("select * from t where a like E'{x}%'", "Like", "like")]
    public void The_right_operand_is_the_pattern(string text, string pattern, string op)
    {
        var template = Templates.Of(text);
        var place = Assert.Single(SqlReader.Read(template).Holes).Place;

        Assert.Equal(SqlPosition.LikePattern, place.Position);
        Assert.Equal(pattern, place.Pattern.ToString());
        Assert.Equal(op, place.Operator.Of(template.Text));
        Assert.Equal(op.StartsWith("not", StringComparison.Ordinal) || op[0] == '!', place.IsNegated);
    }

    [Theory]
    [InlineData("select * from t where a like '%' || {x} || '%'", true)]
    [InlineData("select * from t where a like {x} || '%'", true)]
    [InlineData("select * from t where a like '%{x}' || b", true)]
    [InlineData("select * from t where a like concat('%', {x}, '%')", false)]
    [InlineData("select * from t where a like lower({x})", false)]
    [InlineData("select * from t where a like any(array[{x}, {x}])", false)]
    public void A_part_of_the_operand_is_a_value_that_belongs_to_a_pattern(string text, bool isConcatenated) => Assert.All(Templates.Read(text).Holes, hole =>
    {
        Assert.True(hole.Place.Position is SqlPosition.Value or SqlPosition.ListElement, hole.ToString());
        Assert.True(hole.Place.IsPartOfPattern);
        Assert.Equal(isConcatenated, hole.Place.IsConcatenated);
    });

    [Theory]
    [InlineData("select * from t where a like 'x%' and b = {x}")]
    [InlineData("select * from t where a like 'x%' escape {x}")]
    [InlineData("select * from t where a like (select b from u where c = {x})")]
    [InlineData("select a like 'x', {x} + 1 from t")]
    [InlineData("select * from t where a = 'x' || {x}")]
    [InlineData("select * from t where a ~ {x}")]
    public void What_stands_outside_of_the_operand_is_no_part_of_the_pattern(string text) => Assert.False(Templates.Hole(text).Place.IsPartOfPattern);
}
