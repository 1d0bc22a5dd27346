using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class PlaceholderInUtilityStatementTests
{
    [Fact]
    public Task A_placeholder_in_a_statement_that_takes_none_is_reported() => Verify.Reports<InjectionAnalyzer>("""
        class Sessions(NpgsqlConnection connection, DbContext context)
        {
            public int Notify(string payload) => connection.Execute({|PGAP4009:"notify orders, @payload"|}, new { payload });

            public void Set(string user)
            {
                using var command = new NpgsqlCommand({|PGAP4009:"set local app.user_name = $1"|}, connection);
                command.Parameters.AddWithValue(user);
                command.ExecuteNonQuery();
            }

            public void SetTo(string zone)
            {
                using var command = connection.CreateCommand();
                command.CommandText = {|PGAP4009:"SET TIME ZONE @zone"|};
                command.Parameters.AddWithValue("zone", zone);
                command.ExecuteNonQuery();
            }

            public void Role(string password)
            {
                using var command = new NpgsqlCommand({|PGAP4009:"alter role report with password @password"|}, connection);
                command.Parameters.AddWithValue("password", password);
                command.ExecuteNonQuery();
            }

            public int Raw(string payload) => context.Database.ExecuteSqlRaw({|PGAP4009:"notify orders, {0}"|}, payload);

            public int Timeout(int seconds) => context.Database.ExecuteSql({|PGAP4009:$"set statement_timeout = {seconds}"|});

            public void Copy() => connection.BeginTextExport({|PGAP4009:"copy (select * from parcels where id = @id) to stdout"|});

            public void Do(int id)
            {
                using var command = new NpgsqlCommand({|PGAP4009:"do $b$ begin delete from parcels where id = @id; end $b$"|}, connection);
                command.Parameters.AddWithValue("id", id);
                command.ExecuteNonQuery();
            }
        }
        """);

    [Fact]
    public Task Functions_that_take_parameters_and_statements_without_any_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Sessions(NpgsqlConnection connection)
        {
            public int Notify(string payload) => connection.Execute("select pg_notify('orders', @payload)", new { payload });

            public int Set(string user) => connection.Execute("select set_config('app.user_name', @user, true)", new { user });

            public int Constant() => connection.Execute("notify orders, 'order@shop.example'");

            public int Function() => connection.Execute("create function twice(int) returns int language sql return $1 * 2");

            public int Copied() => connection.Execute("create table big as select * from parcels where weight > @min", new { min = 5 });

            public int Explained(int id) => connection.Execute("explain select * from parcels where id = @id", new { id });
        }
        """);

    [Fact]
    public Task NOTIFY_and_SET_become_calls() => Verify.Fixes<InjectionAnalyzer, ValueInUtilityStatementFix>("""
        class Sessions(NpgsqlConnection connection, DbContext context)
        {
            public int Notify(string payload) => connection.Execute({|PGAP4009:"notify Orders, @payload;"|}, new { payload });

            public void Local(string user)
            {
                using var command = new NpgsqlCommand({|PGAP4009:"set local app.user_name = $1"|}, connection);
                command.Parameters.AddWithValue(user);
                command.ExecuteNonQuery();
            }

            public int Timeout(int seconds) => context.Database.ExecuteSql({|PGAP4009:$"set session statement_timeout to {seconds}"|});
        }
        """, """
        class Sessions(NpgsqlConnection connection, DbContext context)
        {
            public int Notify(string payload) => connection.Execute("select pg_notify('orders', @payload);", new { payload });

            public void Local(string user)
            {
                using var command = new NpgsqlCommand("select set_config('app.user_name', $1, true)", connection);
                command.Parameters.AddWithValue(user);
                command.ExecuteNonQuery();
            }

            public int Timeout(int seconds) => context.Database.ExecuteSql($"select set_config('statement_timeout', {seconds}::text, false)");
        }
        """, iterations: 3);

    [Fact]
    public Task A_statement_that_no_function_replaces_is_left_alone() => Verify.OffersNothing<InjectionAnalyzer, ValueInUtilityStatementFix>("""
        class Sessions(NpgsqlConnection connection)
        {
            public int Quoted(string payload) => connection.Execute({|PGAP4009:@"NOTIFY ""Orders"", @payload"|}, new { payload });

            public int Zone(string zone) => connection.Execute({|PGAP4009:"set time zone @zone"|}, new { zone });

            public int Role(string password) => connection.Execute({|PGAP4009:"alter role report password @password"|}, new { password });
        }
        """);
}
