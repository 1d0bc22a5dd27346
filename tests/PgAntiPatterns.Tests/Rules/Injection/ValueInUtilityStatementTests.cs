using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class ValueInUtilityStatementTests
{
    [Fact]
    public Task Values_of_statements_without_parameters_are_reported() => Verify.Reports<InjectionAnalyzer>("""
        class Post(NpgsqlDataSource source, NpgsqlConnection connection)
        {
            public void Tell(string text) => source.CreateCommand({|PGAP4009:$"notify parcels, '{text}'"|});

            public int ActAs(string user) => connection.Execute({|PGAP4009:"set local app.user = '" + user + "'"|});

            public void Role(string password) => source.CreateCommand({|PGAP4009:$"alter role post with password '{password}'"|});
        }
        """);

    [Fact]
    public Task Functions_and_constants_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Post(NpgsqlDataSource source, NpgsqlConnection connection)
        {
            public int Tell(string text) => connection.Execute("select pg_notify('parcels', @text)", new { text });

            public void Limit() => source.CreateCommand("set local statement_timeout = '5s'");

            public void Limits(int seconds) => source.CreateCommand($"set local statement_timeout = '{seconds}s'");
        }
        """);

    [Fact]
    public Task A_lookalike_is_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Terminal
        {
            public void Execute(string line) => Console.WriteLine(line);

            public void Tell(string text) => Execute($"notify parcels, '{text}'");
        }
        """);

    [Fact]
    public Task Notify_and_set_become_functions() => Verify.Fixes<InjectionAnalyzer, ValueInUtilityStatementFix>("""
        class Post(NpgsqlConnection connection)
        {
            public void Tell(string text)
            {
                using var command = new NpgsqlCommand({|PGAP4009:$"NOTIFY parcels, '{text}'"|}, connection);
                command.ExecuteNonQuery();
            }

            public int ActAs(string user) => connection.Execute({|PGAP4009:"set local app.user = '" + user + "'"|});

            public int Remember(string user) => connection.Execute({|PGAP4009:$"SET app.user TO 'u-{user}'"|});
        }
        """, """
        class Post(NpgsqlConnection connection)
        {
            public void Tell(string text)
            {
                using var command = new NpgsqlCommand("select pg_notify('parcels', @text)", connection);
                command.Parameters.AddWithValue("text", text);
                command.ExecuteNonQuery();
            }

            public int ActAs(string user) => connection.Execute("select set_config('app.user', @user, true)", new { user });

            public int Remember(string user) => connection.Execute("select set_config('app.user', @user, false)", new { user = "u-" + user });
        }
        """);

    [Fact]
    public Task A_password_is_left_alone() => Verify.OffersNothing<InjectionAnalyzer, ValueInUtilityStatementFix>("""
        class Post(NpgsqlConnection connection)
        {
            public int Role(string password) => connection.Execute({|PGAP4009:$"alter role post with password '{password}'"|});
        }
        """);

    // Seed 0007FsfE87Q7l8Iz1: a part of the name has quotes.
    [Fact]
    public Task A_setting_that_is_quoted_in_part_keeps_its_name() => Verify.Fixes<InjectionAnalyzer, ValueInUtilityStatementFix>(""""
        class Post(NpgsqlConnection connection)
        {
            public int ActAs(string user) => connection.Execute({|PGAP4009:$"""set App."user" = '{user}'"""|});
        }
        """", """"
        class Post(NpgsqlConnection connection)
        {
            public int ActAs(string user) => connection.Execute("""select set_config('app.user', @user, false)""", new { user });
        }
        """");
}
