using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class ClauseHoleTests
{
    [Theory]
    [InlineData("select * from t order by {a}", "OrderByItem")]
    [InlineData("select * from t order by {a} {b}", "OrderByItem, OrderByDirection")]
    [InlineData("select * from t order by a {b}", "OrderByDirection")]
    [InlineData("select * from t order by a {b}, c {d} limit 3", "OrderByDirection, OrderByDirection")]
    [InlineData("select * from t order by a, {b}", "OrderByItem")]
    [InlineData("select * from t order by a desc, {b} asc", "OrderByItem")]
    [InlineData("select * from t order by t.{b}", "Identifier/Column")]
    [InlineData("select * from t order by a + {b}", "Value")]
    [InlineData("select * from t order by case when a = {b} then 0 else 1 end", "Value")]
    [InlineData("select * from t order by {a} nulls last", "OrderByItem")]
    [InlineData("select rank() over (partition by {a} order by {b} {c}) from t", "GroupByItem, OrderByItem, OrderByDirection")]
    [InlineData("select array_agg(a order by {b}) from t", "OrderByItem")]
    [InlineData("select a from t group by {a}", "GroupByItem")]
    [InlineData("select distinct on ({a}) {b} from t", "GroupByItem, SelectListItem")]
    public void Sorting_and_grouping(string text, string positions) => Assert.Equal(positions, Templates.Holes(text));

    [Theory]
    [InlineData("select * from t limit {n}", "Limit")]
    [InlineData("select * from t limit {n} offset {m}", "Limit, Offset")]
    [InlineData("select * from t offset {m} limit {n}", "Offset, Limit")]
    [InlineData("select * from t offset {m} rows fetch next {n} rows only", "Offset, Limit")]
    [InlineData("select * from t fetch first {n} rows only", "Limit")]
    [InlineData("select * from t limit @n offset {m}", "Offset")]
    [InlineData("select * from t order by {s} limit {n}", "OrderByItem, Limit")]
    [InlineData("select * from (select * from t limit {n}) s where a = {x}", "Limit, Value")]
    public void Counts_of_rows(string text, string positions) => Assert.Equal(positions, Templates.Holes(text));

    [Theory]
    [InlineData("select {a} from t", "SelectListItem")]
    [InlineData("select {a}, b, {c} from t", "SelectListItem, SelectListItem")]
    [InlineData("select distinct {a} from t", "SelectListItem")]
    [InlineData("select {a} as b from t", "SelectListItem")]
    [InlineData("select a + {b} from t", "Value")]
    [InlineData("select f({a})", "Value")]
    [InlineData("select pg_notify('ch', {a})", "Value")]
    [InlineData("select coalesce(a, {b}) from t", "Value")]
    [InlineData("select 'a' || {b} from t", "Value")]
    [InlineData("insert into t (a) values (1) returning {b}", "SelectListItem")]
    [InlineData("select extract({a} from b) from t", "Keyword")]
    [InlineData("select substring(a from {b} for {c}) from t", "Value, Value")]
    [InlineData("select set_config('a', {b}, true)", "Value")]
    [InlineData("select * from generate_series({a}, {b})", "Value, Value")]
    [InlineData("select json_value(a, {p} returning {t} default {d} on error) from t", "Value, TypeName, Value")]
    [InlineData("select a, count(*) {more} from t", "Fragment")]
    [InlineData("{select} where a = 1 order by {b}", "Fragment, OrderByItem")]
    [InlineData("select sum(a) over (rows between {n} preceding and current row) from t", "Value")]
    public void Select_lists(string text, string positions) => Assert.Equal(positions, Templates.Holes(text));

    [Theory]
    [InlineData("update t set a = {x}", "Value")]
    [InlineData("update t set a = {x}, b = {y} where c = {z}", "Value, Value, Value")]
    [InlineData("update t set a = a + {x}", "Value")]
    [InlineData("update t set (a, b) = ({x}, {y})", "Value, Value")]
    [InlineData("update t set {x}", "Fragment")]
    [InlineData("update t set {x} where a = {y}", "Fragment, Value")]
    [InlineData("update t set {c} = {x}", "Identifier/Column, Value")]
    [InlineData("update t set a = '{x}' {y}", "InString as Value, Fragment")]
    [InlineData("update t set a = {x} from u where u.id = {y}", "Value, Value")]
    [InlineData("insert into t (a) values (1) on conflict (a) do update set b = {x} where t.c = {y}", "Value, Value")]
    [InlineData("merge into t using s on t.id = {x} when matched and s.a = {y} then update set b = {z}", "Value, Value, Value")]
    [InlineData("merge into t using s on true when not matched then insert (a) values ({x})", "ListElement")]
    public void Assignments(string text, string positions) => Assert.Equal(positions, Templates.Holes(text));
}
