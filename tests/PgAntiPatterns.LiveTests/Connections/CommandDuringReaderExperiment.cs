using Microsoft.EntityFrameworkCore;
using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Connections;

/// <summary>PGAP1007: a command inside of a reader's loop throws, even behind the last row.</summary>
public sealed class CommandDuringReaderExperiment(PostgresServer server)
{
    [Fact]
    public Task The_row_is_not_written_before_and_is_written_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var source = RulePage.Before("PGAP1007");
        using var before = CompiledSource.Compile(source);
        using var after = CompiledSource.Compile(await FixedSource.ApplyAsync(source, "PGAP1007", database.Cancellation));
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);

        var error = await Assert.ThrowsAsync<NpgsqlOperationInProgressException>(() => CompiledSource.CallOnAsync(before.New("Names", connection), "Check"));
        Assert.StartsWith("A command is already in progress", error.Message, StringComparison.Ordinal);
        var written = await database.RowsAsync("SELECT name FROM refused");
        Assert.Empty(written);

        // The page's own error, thrown once the row is there.
        var told = await Assert.ThrowsAsync<InvalidOperationException>(() => CompiledSource.CallOnAsync(after.New("Names", connection), "Check"));
        Assert.Equal("A customer has no name.", told.Message);
        var writtenAfter = await database.RowsAsync("SELECT name FROM refused");
        Assert.Single(writtenAfter);
        Measured.Check(
            "PGAP1007",
            database,
            ("A customer without a name: the call fails with", error, told),
            ("Rows that it has written by then", written.Count, writtenAfter.Count));
    });

    [Fact]
    public Task A_context_saves_nothing_inside_of_its_own_query_before_and_every_row_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(Tables);
        var source = """
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;

            [Table("customers")]
            public sealed class Customer
            {
                [Column("id")] public int Id { get; set; }
                [Column("name")] public string Name { get; set; } = "";
            }

            public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
            {
                public DbSet<Customer> Customers => Set<Customer>();

                public async Task TrimAsync()
                {
                    await foreach (var customer in Customers.OrderBy(customer => customer.Id).AsAsyncEnumerable())
                    {
                        customer.Name = customer.Name.Trim();
                        await SaveChangesAsync();
                    }
                }
            }
            """;

        var error = await Assert.ThrowsAsync<DbUpdateException>(() => TrimAsync(source));
        Assert.IsType<NpgsqlOperationInProgressException>(error.InnerException);
        Assert.Equal(["(1)"], await database.RowsAsync(Untrimmed));
        await TrimAsync(await FixedSource.ApplyAsync(source, "PGAP1007", database.Cancellation));
        Assert.Equal(["(0)"], await database.RowsAsync(Untrimmed));

        async Task TrimAsync(string text)
        {
            using var code = CompiledSource.Compile(text);
            await using var shop = (DbContext)code.New("Shop", ContextOptions.For(code, "Shop", database.ConnectionString));
            await CompiledSource.CallOnAsync(shop, "TrimAsync");
        }
    });

    [Fact]
    public Task A_reader_that_has_read_its_last_row_is_still_in_the_way() => server.RunAsync(async database =>
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(database.Cancellation);
        await using var command = new NpgsqlCommand("select 1", connection);
        await using var reader = await command.ExecuteReaderAsync(database.Cancellation);
        while (await reader.ReadAsync(database.Cancellation))
        {
        }

        await using var next = new NpgsqlCommand("select 2", connection);
        await Assert.ThrowsAsync<NpgsqlOperationInProgressException>(() => next.ExecuteScalarAsync(database.Cancellation));
    });

    private const string Untrimmed = "SELECT count(*) FROM customers WHERE name LIKE ' %'";

    private const string Tables = """
        CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
        CREATE TABLE refused (name text NOT NULL);
        INSERT INTO customers VALUES (1, '  '), (2, 'Ann');
        """;
}
