using Npgsql;
using NpgsqlTypes;
using PgAntiPatterns.LiveTests.Server;
using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.LiveTests.SqlText;

/// <summary>Asks the server whether a parameter may stand where the reader says that one may.</summary>
public sealed class ParameterPlaceTests(PostgresServer server)
{
    private const string SyntaxError = "42601";
    private const string UndefinedParameter = "42P02";
    private const string NotSupported = "0A000";
    private const string ParameterWithoutType = "42P18";

    private static readonly string[] Statements =
    [
        "select * from t where a = $1",
        "select * from t where a between $1 and 5",
        "select * from t where a in ($1)",
        "select * from t where a in ($1, 2)",
        "select * from t where a in $1",
        "select * from t where b like $1",
        "select * from t where b like '%' || $1 || '%'",
        "select * from t where b similar to $1 escape '!'",
        "select * from t where a = any($1)",
        "select * from t where a is $1",
        "select * from t where a is distinct from $1",
        "select * from t where $1",
        "select * from t where lower(b) = lower($1)",
        "select * from t where c at time zone $1 > now()",
        "select * from t where c > now() - interval $1",
        "select * from t where c > now() - $1::interval",
        "select * from t where c > date $1",
        "select * from t where b collate $1 = 'a'",
        "select extract($1 from c) from t",
        "select substring(b from $1 for 2) from t",
        "select case a when $1 then 1 else $1 end from t",
        "select array[$1, 2], (array[1, 2])[$1]",
        "select $1 from t",
        "select a as $1 from t",
        "select a::$1 from t",
        "select cast(a as $1) from t",
        "select cast($1 as int)",
        "select varchar($1) 'a'",
        "select $1(a) from t",
        "select max($1) from t",
        "select a from $1",
        "select a from public.$1",
        "select a from t $1",
        "select t.$1 from t",
        "select a from t order by $1",
        "select a from t order by a $1",
        "select a from t group by a, $1",
        "select a from t limit $1",
        "select a from t limit 1 offset $1",
        "select a from t fetch first $1 rows only",
        "select sum(a) over (order by a rows between $1 preceding and current row) from t",
        "select a from t for update of $1",
        "select a from generate_series(1, $1) as a",
        "select a from t tablesample system ($1)",
        "values ($1)",
        "insert into t (a) values ($1)",
        "insert into t ($1) values (1)",
        "insert into t (a) select $1::int",
        "insert into t (a) values (1) on conflict do nothing returning $1",
        "update t set a = $1 where b = 'x'",
        "update t set $1 = 1",
        "update $1 set a = 1",
        "delete from t where a = $1",
        "delete from $1",
        "with x as (select $1::int as a) select a from x",
        "select a from t union select $1::int",
        "call p($1)",
        "explain select * from t where a = $1",
        "create table n as select $1::int as a",
        "declare k cursor for select $1::int",
        "create view v as select $1::int as a",
        "create materialized view v as select $1::int as a",
        "create table n (a int default $1)",
        "create index on t (a) where a > $1",
        "alter table t alter column a set default $1",
        "alter table $1 add column d int",
        "drop table $1",
        "truncate $1",
        "lock table $1",
        "notify c, $1",
        "notify $1",
        "listen $1",
        "set application_name = $1",
        "set $1 = 'x'",
        "show $1",
        "reset $1",
        "create role $1",
        "alter role current_user password $1",
        "comment on table t is $1",
        "copy (select a from t where a = $1) to stdout",
        "do $1",
        "savepoint $1",
        "grant select on $1 to current_user",
        "refresh materialized view $1",
        "analyze $1",
    ];

    [Fact]
    public Task A_parameter_is_taken_where_the_reader_says_so_and_nowhere_else() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync("CREATE TABLE t (a int, b text, c timestamptz)");
        await database.ExecuteAsync("CREATE PROCEDURE p(x int) LANGUAGE sql AS ''");
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(database.Cancellation);
        foreach (var statement in Statements)
        {
            var reading = SqlReader.Read(SqlTemplate.Of(statement));
            var isTaken = await IsTakenAsync(connection, statement, database.Cancellation);

            Assert.True(
                isTaken == reading.Placeholders.All(placeholder => MayBeParameter(placeholder, reading)),
                $"{statement}: the reader says {string.Join(", ", reading.Placeholders)}, the server {(isTaken ? "takes it" : "does not")}");
        }
    });

    private static bool MayBeParameter(SqlPlaceholder placeholder, SqlReading reading) =>
        reading.Statements[placeholder.Place.Statement].AcceptsParameters
        && (placeholder.Position is SqlPosition.Value or SqlPosition.ListElement or SqlPosition.LikePattern or SqlPosition.Limit or SqlPosition.Offset
                or SqlPosition.OrderByItem or SqlPosition.GroupByItem
            || placeholder is { Position: SqlPosition.WholeInList, Place.IsInParentheses: true });

    private static async Task<bool> IsTakenAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var command = new NpgsqlCommand(statement, connection, transaction) { Parameters = { new() { Value = "1", NpgsqlDbType = NpgsqlDbType.Unknown } } };
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            return true;
        }
        catch (PostgresException error)
        {
            // What is wrong with the value, the server tells only where it takes a parameter at all.
            return error.SqlState is not (SyntaxError or UndefinedParameter or NotSupported or ParameterWithoutType);
        }
    }
}
