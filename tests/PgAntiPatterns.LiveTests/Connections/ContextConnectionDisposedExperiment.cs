using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1009: a context whose connection was disposed is broken, and a pooled one stays so for the next request.</summary>
public sealed class ContextConnectionDisposedExperiment(PostgresServer server)
{
    private const string Opened = """
        using Microsoft.EntityFrameworkCore;

        public sealed class Customers(DbContext context)
        {
            public async Task<List<string>> EmailsAsync()
            {
                await using var connection = context.Database.GetDbConnection();
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = "select email from customers";
                await using var reader = await command.ExecuteReaderAsync();
                var emails = new List<string>();
                while (await reader.ReadAsync())
                {
                    emails.Add(reader.GetString(0));
                }

                return emails;
            }
        }
        """;

    [Fact]
    public Task The_second_use_of_the_context_fails_before_and_answers_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var error = await FailsThenAnswersAsync(RulePage.Before("PGAP1009"), database);
        Measured.Check("PGAP1009", database, ("The second of two calls on one context", error, "answered"));
    });

    [Fact]
    public Task A_connection_that_is_opened_by_hand_is_closed_by_its_context_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        Assert.NotNull(await FailsThenAnswersAsync(Opened, database));
    });

    [Fact]
    public Task A_pooled_context_fails_in_the_next_request_before_and_answers_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var before = RulePage.Before("PGAP1009");
        var after = await FixedSource.ApplyAsync(before, "PGAP1009", database.Cancellation);

        Assert.Equal("ann@shop", await OfTwoRequestsAsync(after));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => OfTwoRequestsAsync(before));

        async Task<string> OfTwoRequestsAsync(string source)
        {
            using var code = CompiledSource.Compile(source);
            await using var provider = new ServiceCollection()
                .AddDbContextPool<DbContext>(options => options.UseNpgsql(database.ConnectionString))
                .BuildServiceProvider();
            await using (var first = provider.CreateAsyncScope())
            {
                await EmailsAsync(code, first.ServiceProvider.GetRequiredService<DbContext>());
            }

            // Somebody else's request, which does nothing but ask.
            await using var second = provider.CreateAsyncScope();
            return await second.ServiceProvider.GetRequiredService<DbContext>().Database.SqlQueryRaw<string>("select email as \"Value\" from customers").SingleAsync(database.Cancellation);
        }
    });

    private static async Task<Exception> FailsThenAnswersAsync(string before, TestDatabase database)
    {
        Exception error;
        var after = await FixedSource.ApplyAsync(before, "PGAP1009", database.Cancellation);
        using (var code = CompiledSource.Compile(before))
        {
            await using var context = Context(database.ConnectionString);
            Assert.Equal("ann@shop", await EmailsAsync(code, context));
            error = await Assert.ThrowsAsync<ObjectDisposedException>(() => EmailsAsync(code, context));
        }

        // The contexts live on, and none keeps a connection: five get theirs out of a pool of two.
        var contexts = new List<DbContext>();
        Assert.Equal(PoolUse.Giving("ann@shop / ann@shop"), await SmallPool.UseAsync(after, database, async (code, pool) =>
        {
            var context = Context(pool.ConnectionString);
            contexts.Add(context);
            return $"{await EmailsAsync(code, context)} / {await EmailsAsync(code, context)}";
        }));
        contexts.ForEach(context => context.Dispose());
        return error;
    }

    private static DbContext Context(string connectionString) => new(new DbContextOptionsBuilder().UseNpgsql(connectionString).Options);

    private static async Task<string> EmailsAsync(CompiledSource code, DbContext context) =>
        PoolUse.Text(await CompiledSource.CallOnAsync(code.New("Customers", context), "EmailsAsync"));

    private const string Tables = "CREATE TABLE customers (email text NOT NULL); INSERT INTO customers VALUES ('ann@shop');";
}
