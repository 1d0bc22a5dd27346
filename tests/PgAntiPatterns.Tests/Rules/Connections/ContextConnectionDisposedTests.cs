using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class ContextConnectionDisposedTests
{
    [Fact]
    public Task A_lent_connection_that_is_disposed_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        abstract class Depots
        {
            public abstract DbContext Make();
        }

        class Bins(DbContext context)
        {
            public void Statement()
            {
                using (var connection = {|PGAP1009:context.Database.GetDbConnection()|})
                {
                    connection.Execute("select 1");
                }
            }

            public void AtOnce() => {|PGAP1009:context.Database.GetDbConnection()|}.Dispose();

            public void BeforeItsContextIsUsed(Depots depots)
            {
                using var own = depots.Make();
                using (var connection = {|PGAP1009:own.Database.GetDbConnection()|})
                {
                    connection.Execute("select 1");
                }

                own.SaveChanges();
            }

            public void OutOfThePool(IDbContextFactory<DbContext> factory)
            {
                using var own = factory.CreateDbContext();
                using var connection = {|PGAP1009:own.Database.GetDbConnection()|};
                connection.Execute("select 1");
            }

            public async Task Finally()
            {
                var connection = {|PGAP1009:context.Database.GetDbConnection()|};
                try
                {
                    await connection.ExecuteAsync("select 1");
                }
                finally
                {
                    await connection.DisposeAsync();
                }
            }
        }
        """);

    [Fact]
    public Task A_lent_connection_that_is_closed_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Bins(DbContext context, DbContextOptions options)
        {
            public void Closed()
            {
                var connection = context.Database.GetDbConnection();
                connection.Open();
                try
                {
                    connection.Execute("select 1");
                }
                finally
                {
                    connection.Close();
                }
            }

            public void EndsWithItsContext()
            {
                using var own = new DbContext(options);
                using var connection = own.Database.GetDbConnection();
                connection.Execute("select 1");
            }

            public void MadeElsewhereAndEndsWithItsContext(Depots depots)
            {
                using var own = depots.Make();
                using var connection = own.Database.GetDbConnection();
                connection.Execute("select 1");
            }
        }

        abstract class Depots
        {
            public abstract DbContext Make();
        }
        """);

    [Fact]
    public Task The_context_keeps_its_connection() => Verify.Fixes<ConnectionsAnalyzer, ContextConnectionDisposedFix>("""
        class Bins(DbContext context)
        {
            public async Task<int> CountAsync(CancellationToken cancellation)
            {
                await using var connection = {|PGAP1009:context.Database.GetDbConnection()|};
                await connection.OpenAsync(cancellation);
                // Counted by hand.
                await using var command = connection.CreateCommand();
                command.CommandText = "select 1";
                return (int)(await command.ExecuteScalarAsync(cancellation))!;
            }

            public int Count()
            {
                using var connection = {|PGAP1009:context.Database.GetDbConnection()|};
                return connection.ExecuteScalar<int>("select 1");
            }
        }
        """, """
        class Bins(DbContext context)
        {
            public async Task<int> CountAsync(CancellationToken cancellation)
            {
                var connection = context.Database.GetDbConnection();
                await context.Database.OpenConnectionAsync(cancellation);
                try
                {
                    // Counted by hand.
                    await using var command = connection.CreateCommand();
                    command.CommandText = "select 1";
                    return (int)(await command.ExecuteScalarAsync(cancellation))!;
                }
                finally
                {
                    await context.Database.CloseConnectionAsync();
                }
            }

            public int Count()
            {
                var connection = context.Database.GetDbConnection();
                return connection.ExecuteScalar<int>("select 1");
            }
        }
        """);

    [Fact]
    public Task A_connection_that_own_code_may_open_is_left_alone() => Verify.OffersNothing<ConnectionsAnalyzer, ContextConnectionDisposedFix>("""
        class Bins(DbContext context)
        {
            public int Count()
            {
                using var connection = {|PGAP1009:context.Database.GetDbConnection()|};
                Prepare(connection);
                return connection.ExecuteScalar<int>("select 1");
            }

            private static void Prepare(DbConnection connection) => connection.Open();
        }
        """);

    [Theory]
    [InlineData("await PrepareAsync(); await using var connection = {|PGAP1009:context.Database.GetDbConnection()|};\n        await connection.OpenAsync();\n        await connection.ExecuteAsync(\"select 1\");\n        Task PrepareAsync() => context.SaveChangesAsync();")]
    [InlineData("await using var connection = {|PGAP1009:make().Database.GetDbConnection()|};\n        await connection.OpenAsync();\n        await connection.ExecuteAsync(\"select 1\");")]
    public Task The_context_is_opened_where_it_is_in_reach(string statements) => Verify.OffersNothing<ConnectionsAnalyzer, ContextConnectionDisposedFix>($$"""
        class Parcels(DbContext context)
        {
            public async Task M(Func<DbContext> make)
            {
                {{statements}}
            }
        }
        """);
}
