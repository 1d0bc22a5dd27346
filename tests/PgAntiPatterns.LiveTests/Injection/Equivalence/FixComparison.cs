using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection.Equivalence;

/// <summary>Runs a case before and after its fix, each time in a transaction that is rolled back, and holds the outcomes against each other.</summary>
internal static class FixComparison
{
    private const string Schema = """
        CREATE TABLE people (id int, big bigint, name text, code varchar(20), uid uuid, born date, seen timestamptz, price numeric, active boolean);
        INSERT INTO people VALUES
            (1, 10, 'Ann', 'A-1', '00000000-0000-0000-0000-000000000001', '2024-02-29', '2024-02-29 12:00+00', 10.5, true),
            (2, 20, 'Bob', '5', '00000000-0000-0000-0000-000000000002', '2023-01-01', '2023-01-01 00:00+00', 7, false),
            (3, 30, 'Zoë 東京', '%5', '00000000-0000-0000-0000-000000000003', '2022-12-31', '2022-12-31 23:59:59+00', 0.25, true),
            (4, 40, '', '', NULL, NULL, NULL, NULL, NULL),
            (5, 50, '100% pure', 'a_b', NULL, '2024-03-01', now(), 5, true),
            (6, 60, 'under_score', 'a.b', NULL, '2024-03-02', now(), 5, false),
            (7, 70, 'back\slash', 'c\d', NULL, NULL, NULL, -1, true),
            (8, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
            (9, 90, 'O''Brien', 'O', NULL, NULL, NULL, 1, true);
        CREATE TABLE accounts (owner text PRIMARY KEY, balance int NOT NULL);
        INSERT INTO accounts VALUES ('Ann', 100), ('Bob', 200);
        """;

    private const string Support = """
        using System.Data;
        using System.Data.Common;
        using System.Globalization;
        using System.Text;
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;

        public sealed class Person
        {
            public int Id { get; set; }
            public string? Name { get; set; }
        }

        public sealed class People(NpgsqlConnection connection) : DbContext
        {
            public DbSet<Person> Persons => Set<Person>();

            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connection);

            protected override void OnModelCreating(ModelBuilder model)
            {
                model.Entity<Person>().ToTable("people");
                model.Entity<Person>().Property(person => person.Id).HasColumnName("id");
                model.Entity<Person>().Property(person => person.Name).HasColumnName("name");
            }
        }

        internal static class Rows
        {
            public static async Task<List<string>> OfAsync(DbCommand command)
            {
                var rows = new List<string>();
                await using var reader = await command.ExecuteReaderAsync();
                Read(reader, rows);
                return rows;
            }

            public static List<string> Of(DbDataReader reader)
            {
                var rows = new List<string>();
                Read(reader, rows);
                return rows;
            }

            private static void Read(DbDataReader reader, List<string> rows)
            {
                do
                {
                    while (reader.Read())
                    {
                        rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
                    }
                }
                while (reader.NextResult());
            }
        }

        public static class Case
        {

        """;

    public static async Task RunAsync(FixCase example, TestDatabase database)
    {
        await database.ExecuteAsync(Schema);
        var source = Support + example.Method + "\n}\n";
        var after = await FixedSource.ApplyAsync(source, example.Rule, database.Cancellation);
        var fixedMethod = after[Support.Length..];
        using var old = CompiledSource.Compile(source);
        using var mended = CompiledSource.Compile(after);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);
        var untouched = await StateAsync(connection, database.Cancellation);
        foreach (var value in example.Honest)
        {
            var (first, second) = (await OutcomeAsync(old, value), await OutcomeAsync(mended, value));
            Assert.True(first.Error is null, $"Before, {Outcome.Shown(value)} is no honest value: {first.Error}\n{example.Method}");
            Assert.True(first == second, $"With {Outcome.Shown(value)}, before: {first}\nafter: {second}\n{fixedMethod}");
        }

        foreach (var (value, rows) in example.Repaired)
        {
            var (first, second) = (await OutcomeAsync(old, value), await OutcomeAsync(mended, value));
            Assert.True(first.Error is not null, $"Before, {Outcome.Shown(value)} is no error: {first}\n{example.Method}");
            Assert.True(second is { Error: null } && second.Rows == rows, $"With {Outcome.Shown(value)}, after: {second}\n{fixedMethod}");
        }

        foreach (var value in example.Payloads)
        {
            var (first, second) = (await OutcomeAsync(old, value), await OutcomeAsync(mended, value));
            Assert.True(first is { Error: null } && (first.Rows.Length > 0 || first.State != untouched), $"Before, {Outcome.Shown(value)} does no harm: {first}\n{example.Method}");
            var isWhole = example.Stores ? second.State.Contains(Accounts(untouched), StringComparison.Ordinal) : second.State == untouched;
            Assert.True(isWhole && (example.Stores || IsLess(second.Rows, first.Rows)), $"With {Outcome.Shown(value)}, after: {second}\n{fixedMethod}");
        }

        async Task<Outcome> OutcomeAsync(CompiledSource version, object? value)
        {
            await using var transaction = await connection.BeginTransactionAsync(database.Cancellation);
            await transaction.SaveAsync("start", database.Cancellation);
            try
            {
                var rows = Outcome.RowsOf(await version.CallAsync("RunAsync", [connection, .. FixCase.Arguments(value)]));
                return new Outcome(rows, await StateAsync(connection, database.Cancellation), null);
            }
            catch (Exception error) when (error is PostgresException || error.InnerException is PostgresException)
            {
                await transaction.RollbackAsync("start", database.Cancellation);
                return new Outcome("", await StateAsync(connection, database.Cancellation), error.GetBaseException().Message);
            }
        }
    }

    private static async Task<string> StateAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT (SELECT string_agg(people::text, chr(10) ORDER BY people::text) FROM people)
                || chr(10) || (SELECT string_agg(accounts::text, chr(10) ORDER BY owner) FROM accounts)
                || chr(10) || coalesce(current_setting('app.person', true), '')
            """,
            connection);
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static string Accounts(string state) => string.Join('\n', state.Split('\n')[^3..^1]);

    private static bool IsLess(string rows, string others) => rows.Length == 0 || rows.Split('\n').ToHashSet().IsProperSubsetOf(others.Split('\n'));
}
