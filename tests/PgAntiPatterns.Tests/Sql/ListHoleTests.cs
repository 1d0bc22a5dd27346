using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class ListHoleTests
{
    [Theory]
    [InlineData("select * from t where id in ({x})", "WholeInList")]
    [InlineData("select * from t where id not in ({x}) and a = 1", "WholeInList")]
    [InlineData("select * from t where id in {x}", "WholeInList")]
    [InlineData("select * from t where id in ({a}, {b})", "ListElement, ListElement")]
    [InlineData("select * from t where id in (1, {a})", "ListElement")]
    [InlineData("select * from t where id in ({a}::int)", "ListElement")]
    [InlineData("select * from t where id in ({a} + 1)", "Value")]
    [InlineData("select * from t where id in (lower({a}))", "Value")]
    [InlineData("select * from t where id in ('{a}')", "InString as WholeInList")]
    [InlineData("select * from t where id in ('{a}', '{b}')", "InString as ListElement, InString as ListElement")]
    [InlineData("select * from t where (a, b) in (({x}, {y}))", "Value, Value")]
    [InlineData("select * from t where id in (select {c} from u where d = {x})", "SelectListItem, Value")]
    [InlineData("select * from t where id in (select unnest({x}))", "Value")]
    [InlineData("select * from t where id in ({a}{b})", "Unknown, Fragment")]
    public void IN_has_elements_or_one_whole_list(string text, string positions) => Assert.Equal(positions, Templates.Holes(text));

    [Theory]
    [InlineData("select * from t where id in ({x})", false, true, "in")]
    [InlineData("select * from t where id not in ({x})", true, true, "not in")]
    [InlineData("select * from t where id NOT  IN ('{x}')", true, true, "NOT  IN")]
    [InlineData("select * from t where id in {x}", false, false, "in")]
    [InlineData("select * from t where not id in ({x})", false, true, "in")]
    public void A_whole_list_knows_its_operator_and_its_parentheses(string text, bool isNegated, bool isInParentheses, string op)
    {
        var template = Templates.Of(text);
        var place = Assert.Single(SqlReader.Read(template).Holes).Place;

        Assert.Equal(SqlPosition.WholeInList, place.Position);
        Assert.Equal(isNegated, place.IsNegated);
        Assert.Equal(isInParentheses, place.IsInParentheses);
        Assert.Equal(op, place.Operator.Of(template.Text));
        Assert.Equal(isInParentheses, place.List.Of(template.Text).StartsWith('('));
        Assert.Equal(isInParentheses, place.List.Of(template.Text).EndsWith(')'));
    }

    [Theory]
    [InlineData("insert into t (a, b) values ({x}, {y})", "ListElement, ListElement")]
    [InlineData("insert into t (a) values ({x})", "ListElement")]
    [InlineData("insert into t (a, b) values ({x})", "Fragment")]
    [InlineData("insert into t ({c}) values ({x})", "Identifier/ColumnList, Fragment")]
    [InlineData("insert into t (a, {c}) values (1, {x})", "Identifier/Column, ListElement")]
    [InlineData("insert into t (a, b) values (1, 2), ({x}, {y})", "ListElement, ListElement")]
    [InlineData("insert into t (a) values {x}", "Fragment")]
    [InlineData("insert into t (a) values (1), {x}", "Fragment")]
    [InlineData("insert into t (a, b) values (lower({x}), {y} + 1)", "Value, Value")]
    [InlineData("values ({x}, {y})", "ListElement, ListElement")]
    [InlineData("insert into t (a) select {x}", "SelectListItem")]
    [InlineData("insert into t (a, b) values ('{x}', {y}::jsonb)", "InString as ListElement, ListElement")]
    [InlineData("select array[{x}, {y}]", "ListElement, ListElement")]
    [InlineData("select array[[{x}, 1], [2, {y}]]", "ListElement, ListElement")]
    [InlineData("select a[{x}], a[{y}:{z}] from t", "Value, Value, Value")]
    public void Rows_and_arrays_have_elements(string text, string positions) => Assert.Equal(positions, Templates.Holes(text));

    [Theory]
    [InlineData("insert into t values ({x})", true)]
    [InlineData("insert into t (a) values ({x})", false)]
    [InlineData("insert into t values ({x}, 1)", false)]
    [InlineData("select array[{x}]", true)]
    [InlineData("select array['{x}']", true)]
    public void An_element_alone_may_be_a_joined_list(string text, bool mayBe) => Assert.Equal(mayBe, Templates.Hole(text).Place.MayBeWholeList);
}
