using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3014 and PGAP3015: a type that is mapped too late cannot be written, and the server never hears of it.</summary>
public sealed class TypeMappingExperiment(PostgresServer server)
{
    private const string State = "CREATE TYPE order_state AS ENUM ('open', 'paid')";

    [Fact]
    public Task A_mapping_after_build_writes_nothing_before_and_the_label_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(State);
        var source = RulePage.Before("PGAP3014");
        using var before = CompiledSource.Compile(source);
        using var after = CompiledSource.Compile(await FixedSource.ApplyAsync(source, "PGAP3014", database.Cancellation));
        await using var late = (NpgsqlDataSource)(await before.CallAsync("Create", database.ConnectionString))!;
        await using var inTime = (NpgsqlDataSource)(await after.CallAsync("Create", database.ConnectionString))!;

        await Assert.ThrowsAsync<InvalidCastException>(() => LabelAsync(late, PaidOf(before), database));
        Assert.Equal("paid", await LabelAsync(inTime, PaidOf(after), database));
    });

    [Fact]
    public Task A_global_mapping_does_nothing_for_a_pool_that_exists_and_the_builders_does() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(State);
        using var before = CompiledSource.Compile(RulePage.Before("PGAP3015"));
        using var after = CompiledSource.Compile(RulePage.After("PGAP3015"));
        await using var connected = NpgsqlDataSource.Create(database.ConnectionString);
        await using (var first = connected.CreateCommand("select 1"))
        {
            await first.ExecuteScalarAsync(database.Cancellation);
        }

        try
        {
            await before.CallAsync("Map");
            await Assert.ThrowsAsync<InvalidCastException>(() => LabelAsync(connected, PaidOf(before), database));
        }
        finally
        {
#pragma warning disable CS0618 // What the experiment is about.
            NpgsqlConnection.GlobalTypeMapper.Reset();
#pragma warning restore CS0618
        }

        await using var mapped = (NpgsqlDataSource)(await after.CallAsync("Create", database.ConnectionString))!;
        Assert.Equal("paid", await LabelAsync(mapped, PaidOf(after), database));
    });

    private static object PaidOf(CompiledSource code) => Enum.Parse(code.TypeNamed("OrderState"), "Paid");

    private static async Task<object?> LabelAsync(NpgsqlDataSource source, object state, TestDatabase database)
    {
        await using var command = source.CreateCommand("select $1::text");
        command.Parameters.Add(new NpgsqlParameter { Value = state });
        return await command.ExecuteScalarAsync(database.Cancellation);
    }
}
