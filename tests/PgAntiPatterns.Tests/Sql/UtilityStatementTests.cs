using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class UtilityStatementTests
{
    [Theory]
    [InlineData("notify ch, '{x}'", "InString as UtilityValue")]
    [InlineData("notify ch, {x}", "UtilityValue")]
    [InlineData("notify {ch}", "Identifier/Channel")]
    [InlineData("notify {ch}, '{x}'", "Identifier/Channel, InString as UtilityValue")]
    [InlineData("notify \"{ch}\", 'a'", "InQuotedIdentifier as Identifier/Channel")]
    [InlineData("listen {ch}", "Identifier/Channel")]
    [InlineData("listen ch_{x}", "Identifier/Channel")]
    [InlineData("unlisten {ch}", "Identifier/Channel")]
    [InlineData("set app.user = '{x}'", "InString as UtilityValue")]
    [InlineData("set app.user = {x}", "UtilityValue")]
    [InlineData("set local app.user to {x}", "UtilityValue")]
    [InlineData("set session app.{n} to {x}", "Identifier/Setting, UtilityValue")]
    [InlineData("set {n} = 1", "Identifier/Setting")]
    [InlineData("set {x}", "Fragment")]
    [InlineData("set search_path to {x}, public", "UtilityValue")]
    [InlineData("set search_path = a, {x}", "UtilityValue")]
    [InlineData("set search_path to \"{x}\"", "InQuotedIdentifier as UtilityValue")]
    [InlineData("set role {r}", "Identifier/Role")]
    [InlineData("set session authorization {r}", "Identifier/Role")]
    [InlineData("set role '{r}'", "InString as UtilityValue")]
    [InlineData("set time zone '{x}'", "InString as UtilityValue")]
    [InlineData("set transaction isolation level {x}", "Keyword")]
    [InlineData("show {x}", "Identifier/Setting")]
    [InlineData("reset {x}", "Identifier/Setting")]
    [InlineData("create role {r} login password '{p}'", "Identifier/Role, InString as UtilityValue")]
    [InlineData("alter user u with password '{p}' valid until '{d}'", "InString as UtilityValue, InString as UtilityValue")]
    [InlineData("create user u connection limit {n}", "UtilityValue")]
    [InlineData("alter role {r} set work_mem = '{x}'", "Identifier/Role, InString as UtilityValue")]
    [InlineData("drop role if exists {r}", "Identifier/Role")]
    [InlineData("copy {t} ({c}) from stdin (format binary)", "Identifier/Table, Identifier/ColumnList")]
    [InlineData("copy t (a, {c}) from stdin", "Identifier/Column")]
    [InlineData("copy t from '{f}'", "InString as UtilityValue")]
    [InlineData("copy t to program '{f}'", "InString as UtilityValue")]
    [InlineData("copy t from stdin {options}", "Fragment")]
    [InlineData("copy (select a from t where b = {x}) to stdout", "UtilityValue")]
    [InlineData("copy (select a from {t}) to stdout", "Identifier/Table")]
    [InlineData("copy t from stdin where a = {x}", "UtilityValue")]
    [InlineData("comment on column t.c is '{x}'", "InString as UtilityValue")]
    [InlineData("create table t ({x})", "Fragment")]
    [InlineData("copy t from stdin with ({x})", "Fragment")]
    [InlineData("drop function f({x})", "Fragment")]
    [InlineData("alter table t {x}", "Fragment")]
    [InlineData("alter sequence s restart with {x}", "Unknown")]
    [InlineData("create table t (a int default {x}, {c} text)", "UtilityValue, Identifier/Column")]
    [InlineData("create table t (a int check (a > {x}))", "UtilityValue")]
    [InlineData("create index on t (a) where b = {x}", "UtilityValue")]
    [InlineData("create view v as select a from t where b = '{x}'", "InString as UtilityValue")]
    [InlineData("create policy p on t using (tenant = '{x}')", "InString as UtilityValue")]
    [InlineData("create table p partition of t for values in ('{x}')", "InString as UtilityValue")]
    [InlineData("alter table t alter column a set default {x}", "UtilityValue")]
    [InlineData("alter system set work_mem = {x}", "UtilityValue")]
    [InlineData("execute q({x})", "UtilityValue")]
    [InlineData("prepare {q} as select 1", "Identifier/PreparedStatement")]
    [InlineData("prepare transaction '{x}'", "InString as UtilityValue")]
    [InlineData("fetch {n} from c", "UtilityValue")]
    [InlineData("load '{x}'", "InString as UtilityValue")]
    public void A_value_in_a_statement_without_parameters_is_called_so(string text, string positions) => Assert.Equal(positions, Templates.Holes(text));

    [Theory]
    [InlineData("explain select * from t where a = {x}", "Value")]
    [InlineData("explain (analyze, buffers) update t set a = {x}", "Value")]
    [InlineData("explain {x}", "Fragment")]
    [InlineData("create table n as select * from t where a = {x}", "Value")]
    [InlineData("create temp table n as {x}", "Fragment")]
    [InlineData("declare c cursor for select * from t where a = {x}", "Value")]
    [InlineData("call p({x}, '{y}')", "Value, InString as Value")]
    [InlineData("select 1 into n where 1 = {x}", "ColumnOrValue")]
    public void Statements_around_a_query_take_parameters_as_the_query_does(string text, string positions) => Assert.Equal(positions, Templates.Holes(text));

    [Theory]
    [InlineData("notify ch, 'x'", "ch", false)]
    [InlineData("notify \"Ch\"", "\"Ch\"", false)]
    [InlineData("set app.user_name = 'x'", "app.user_name", false)]
    [InlineData("set local app.user to 'x'", "app.user", true)]
    [InlineData("set session work_mem = '1MB'", "work_mem", false)]
    [InlineData("set time zone 'UTC'", "", false)]
    public void The_channel_or_setting_of_a_statement_is_known(string text, string target, bool isLocal)
    {
        var statement = Assert.Single(SqlReader.Read(SqlTemplate.Of(text)).Statements);

        Assert.Equal(target, statement.Target.Of(text));
        Assert.Equal(isLocal, statement.IsLocal);
    }

    [Theory]
    [InlineData("set app.user = '{x}'", "app.user")]
    [InlineData("set local app.user to {x}", "app.user")]
    [InlineData("set search_path to a, {x}", "search_path")]
    public void A_value_knows_the_setting_that_it_is_for(string text, string setting)
    {
        var template = Templates.Of(text);

        Assert.Equal(setting, Assert.Single(SqlReader.Read(template).Holes).Place.Setting.Of(template.Text));
    }
}
