using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>Source text becomes code that runs against the real packages, or an error that says what is wrong with it.</summary>
public sealed class CompiledSourceTests(PostgresServer server)
{
    [Fact]
    public Task Source_that_uses_Npgsql_Dapper_and_EF_Core_runs_on_the_server() => server.RunAsync(async database =>
    {
        using var source = CompiledSource.Compile(""""
            using Dapper;
            using Microsoft.EntityFrameworkCore;
            using Npgsql;

            sealed class Product
            {
                public int Id { get; set; }
                public string? Name { get; set; }
            }

            sealed class ShopContext(string connectionString) : DbContext
            {
                public DbSet<Product> Products => Set<Product>();
                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connectionString);
            }

            static class Program
            {
                static async Task<string> RunAsync(string connectionString, int id = 7)
                {
                    await using var context = new ShopContext(connectionString);
                    await context.Database.EnsureCreatedAsync();
                    context.Products.Add(new Product { Id = id, Name = "bolt" });
                    await context.SaveChangesAsync();

                    await using var connection = new NpgsqlConnection(connectionString);
                    var name = await connection.QuerySingleAsync<string>("""SELECT "Name" FROM "Products" WHERE "Id" = @id""", new { id });
                    await using var command = new NpgsqlCommand("SELECT length($1)", connection) { Parameters = { new() { Value = name } } };
                    await connection.OpenAsync();
                    return $"{name} {await command.ExecuteScalarAsync()}";
                }
            }
            """");

        Assert.Equal("bolt 4", await source.CallAsync("RunAsync", database.ConnectionString));
    });

    [Fact]
    public async Task Methods_of_every_kind_are_called_and_awaited()
    {
        using var source = CompiledSource.Compile("""
            class Counter(int start)
            {
                int value = start;
                internal void Add(int more) => value += more;
                internal int Value() => value;
            }

            class Every
            {
                static int Plain() => 1;
                static async Task<int> OfTask() { await Task.Yield(); return 2; }
                async ValueTask<int> OfValueTask() { await Task.Yield(); return 3; }
                static async Task OnlyTask() => await Task.Yield();
                static async ValueTask OnlyValueTask() => await Task.Yield();
            }
            """);

        Assert.Equal(1, await source.CallAsync("Plain"));
        Assert.Equal(2, await source.CallAsync("OfTask"));
        Assert.Equal(3, await source.CallAsync("OfValueTask"));
        Assert.Null(await source.CallAsync("OnlyTask"));
        Assert.Null(await source.CallAsync("OnlyValueTask"));

        var counter = source.New("Counter", 5);
        await CompiledSource.CallOnAsync(counter, "Add", 2);
        Assert.Equal(7, await CompiledSource.CallOnAsync(counter, "Value"));
    }

    [Fact]
    public async Task Exception_of_the_source_arrives_unwrapped()
    {
        using var source = CompiledSource.Compile("static class Failing { static void Run() => throw new FormatException(\"mine\"); }");

        var error = await Assert.ThrowsAsync<FormatException>(() => source.CallAsync("Run"));

        Assert.Equal("mine", error.Message);
    }

    [Fact]
    public void Source_that_does_not_compile_is_told_with_the_compilers_words_and_the_source()
    {
        const string Source = "static class Broken { static int Run() => missing; }";

        var error = Assert.Throws<InvalidSourceException>(() => CompiledSource.Compile(Source));

        Assert.Contains("Experiment.cs(1,43): error CS0103", error.Message, StringComparison.Ordinal);
        Assert.Contains("'missing'", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(Source, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Method_that_the_source_lacks_is_told_with_those_it_has()
    {
        using var source = CompiledSource.Compile("static class Small { static void Run() { } }");

        var error = await Assert.ThrowsAsync<ArgumentException>(() => source.CallAsync("RunAsync"));

        Assert.Contains("'RunAsync'; it has Run.", error.Message, StringComparison.Ordinal);
    }
}
