using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class StatementTests
{
    [Theory]
    [InlineData("select 1", "Select")]
    [InlineData("(select 1) union (select 2)", "Select")]
    [InlineData("table t", "Select")]
    [InlineData("values (1)", "Values")]
    [InlineData("/* a */ Insert into t values (1)", "Insert")]
    [InlineData("with a as (select 1) select * from a", "Select")]
    [InlineData("with a as (insert into t values (1) returning *) update u set b = 1", "Update")]
    [InlineData("with recursive a(n) as (select 1 union all select n + 1 from a) delete from t", "Delete")]
    [InlineData("merge into t using s on true when matched then delete", "Merge")]
    [InlineData("create user u", "CreateRole")]
    [InlineData("create user mapping for u server s", "Create")]
    [InlineData("alter role r", "AlterRole")]
    [InlineData("drop group g", "DropRole")]
    [InlineData("create temporary table t as select 1", "CreateTableAs")]
    [InlineData("create table t (a int default (1))", "Create")]
    [InlineData("create or replace view v as select 1", "Create")]
    [InlineData("start transaction", "Begin")]
    [InlineData("end", "Commit")]
    [InlineData("abort", "Rollback")]
    [InlineData("do $$ begin end $$", "Do")]
    [InlineData("deallocate all", "Deallocate")]
    [InlineData("checkpoint", "Checkpoint")]
    [InlineData("close_month", "Unknown")]
    [InlineData("{sql}", "Unknown")]
    [InlineData("select{x}", "Select")]
    public void The_first_words_tell_the_kind(string text, string kind) => Assert.Equal(kind, Assert.Single(Templates.Read(text).Statements).Kind.ToString());

    [Theory]
    [InlineData("select 1", true)]
    [InlineData("insert into t values (1)", true)]
    [InlineData("call p()", true)]
    [InlineData("explain select 1", true)]
    [InlineData("create table t as select 1", true)]
    [InlineData("declare c cursor for select 1", true)]
    [InlineData("create view v as select 1", false)]
    [InlineData("create materialized view v as select 1", false)]
    [InlineData("copy t from stdin", false)]
    [InlineData("notify c", false)]
    [InlineData("set a = 1", false)]
    [InlineData("do $$ $$", false)]
    [InlineData("comment on table t is 'a'", false)]
    public void Whether_the_server_takes_parameters_is_known(string text, bool accepts) =>
        Assert.Equal(accepts, Assert.Single(Templates.Read(text).Statements).AcceptsParameters);

    [Theory]
    [InlineData("", "")]
    [InlineData("  ;; -- nothing", "")]
    [InlineData("select 1;", "select 1")]
    [InlineData("select 1; ", "select 1")]
    [InlineData("select 1; -- done", "select 1")]
    [InlineData(" select 1 ; select 2", "select 1|select 2")]
    [InlineData("select ';'; select $$;$$; select \";\" /* ; */", "select ';'|select $$;$$|select \";\"")]
    [InlineData("create rule r as on insert to t do also (delete from a; delete from b); select 1", "create rule r as on insert to t do also (delete from a; delete from b)|select 1")]
    [InlineData("create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3", "create function f() returns int begin atomic select case when true then 1 end; select 2; end|select 3")]
    [InlineData("begin; select 1; end; select 2", "begin|select 1|end|select 2")]
    [InlineData("select (1; select 2", "select (1; select 2")]
    [InlineData("select 1); select 2", "select 1)|select 2")]
    public void The_server_cuts_at_semicolons_outside_of_everything(string text, string statements) =>
        Assert.Equal(statements, string.Join("|", SqlReader.Read(SqlTemplate.Of(text)).Statements.Select(statement => text[statement.Start..statement.End])));

    [Theory]
    [InlineData("", 0)]
    [InlineData("select 1", 1)]
    [InlineData("select 1;\n ", 1)]
    [InlineData("select 1; -- done", 2)]
    [InlineData("select 1;;", 2)]
    [InlineData("select 1; select 2", 2)]
    [InlineData("select ';'; select 2", 2)]
    [InlineData("create rule r as on insert to t do also (delete from a; delete from b)", 1)]
    [InlineData("create function f() returns int begin atomic select 1; end", 2)]
    public void Npgsql_cuts_by_a_simpler_rule(string text, int count) => Assert.Equal(count, SqlReader.Read(SqlTemplate.Of(text)).NpgsqlStatementCount);

    [Fact]
    public void Each_hole_and_placeholder_knows_its_statement()
    {
        var reading = Templates.Read("select {a}; update t set b = @b; notify c, '{d}'");

        Assert.Equal([0, 2], reading.Holes.Select(hole => hole.Place.Statement));
        Assert.Equal(1, Assert.Single(reading.Placeholders).Place.Statement);
    }

    [Theory]
    [InlineData("now() + {x}", "Value", SqlReadAsName.Value)]
    [InlineData("'{x}'", "InString as Value", SqlReadAsName.Value)]
    [InlineData("{x}", "Value", SqlReadAsName.Value)]
    [InlineData("a = {x} and {y}", "Value, Fragment", SqlReadAsName.Condition)]
    [InlineData("{x}", "Fragment", SqlReadAsName.Condition)]
    public void A_piece_of_SQL_can_be_read_as_a_value_or_condition(string text, string positions, SqlReadAsName readAs) => Assert.Equal(
        positions,
        string.Join(", ", SqlReader.Read(Templates.Of(text), Enum.Parse<SqlReadAs>(readAs.ToString())).Holes.Select(hole => hole.ToString())));

    /// <summary>The ways to read by name: the product's own type is internal and no parameter of a public test.</summary>
    public enum SqlReadAsName
    {
        Value,
        Condition,
    }
}
