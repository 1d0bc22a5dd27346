using Npgsql;
using PgAntiPatterns.LiveTests.Equivalence.Pooling;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Pooling;

/// <summary>PGAP3014 and PGAP3015: a type that is mapped too late, or for everybody, is known to some data sources and not to others.</summary>
[Collection(MappedWorld.GlobalMapper)]
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

        var error = await Assert.ThrowsAsync<InvalidCastException>(() => LabelAsync(late, PaidOf(before), database));
        var label = await LabelAsync(inTime, PaidOf(after), database);
        Assert.Equal("paid", label);
        Measured.Check("PGAP3014", database, ("A value of the enum, written and read back as text", error, label));
    });

    [Fact]
    public Task Others_know_the_type_by_their_age_before_and_only_its_own_source_does_after() => server.RunAsync(async database =>
    {
        await database.ExecuteAsync(State);
        var source = RulePage.Before("PGAP3015");
        using var before = CompiledSource.Compile(source);
        using var after = CompiledSource.Compile(await FixedSource.ApplyAsync(source, "PGAP3015", database.Cancellation));

        var (labels, labelsAfter) = (await LabelsAsync(before, database), await LabelsAsync(after, database));
        Assert.Equal("refused, paid, paid", labels);
        Assert.Equal("refused, paid, refused", labelsAfter);
        Measured.Check("PGAP3015", database, ("A value of the enum through an earlier data source, the block's own and a later one", labels, labelsAfter));
    });

    /// <summary>What a data source of before, the page's own and one of afterwards write.</summary>
    private static async Task<string> LabelsAsync(CompiledSource code, TestDatabase database)
    {
        try
        {
            await using var earlier = NpgsqlDataSource.Create(database.ConnectionString);
            await using var own = (NpgsqlDataSource)(await code.CallAsync("Create", database.ConnectionString))!;
            await using var later = NpgsqlDataSource.Create(database.ConnectionString);
            var labels = new List<string>();
            foreach (var written in new[] { earlier, own, later })
            {
                try
                {
                    labels.Add(await LabelAsync(written, PaidOf(code), database));
                }
                catch (InvalidCastException)
                {
                    labels.Add("refused");
                }
            }

            return string.Join(", ", labels);
        }
        finally
        {
#pragma warning disable CS0618 // What the experiment is about.
            NpgsqlConnection.GlobalTypeMapper.Reset();
#pragma warning restore CS0618
        }
    }

    private static object PaidOf(CompiledSource code) => Enum.Parse(code.TypeNamed("OrderState"), "Paid");

    private static async Task<string> LabelAsync(NpgsqlDataSource source, object state, TestDatabase database)
    {
        await using var command = source.CreateCommand("select $1::text");
        command.Parameters.Add(new NpgsqlParameter { Value = state });
        return (string)(await command.ExecuteScalarAsync(database.Cancellation))!;
    }
}
