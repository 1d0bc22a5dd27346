using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

public sealed class DapperExecutePerElementTests
{
    [Fact]
    public Task A_sequence_as_parameters_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        record Reading(int Sensor, double Value);

        class Meter(IDbConnection connection)
        {
            private const string Insert = "insert into readings (sensor, value) values (@Sensor, @Value)";

            public int List(List<Reading> readings) => {|PGAP2007:connection.Execute(Insert, readings)|};

            public Task<int> Array(Reading[] readings, IDbTransaction transaction) => {|PGAP2007:connection.ExecuteAsync(Insert, readings, transaction)|};

            public int Projected(IEnumerable<Reading> readings) =>
                {|PGAP2007:connection.Execute("delete from readings where sensor = @Sensor", readings.Select(reading => new { reading.Sensor }))|};
        }
        """);

    [Fact]
    public Task One_set_of_parameters_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        record Reading(int Sensor, double Value);

        class Meter(IDbConnection connection)
        {
            public void Write(Reading reading, int[] sensors, Dictionary<string, object> named, DynamicParameters dynamic)
            {
                connection.Execute("insert into readings (sensor, value) values (@Sensor, @Value)", reading);
                connection.Execute("delete from readings where sensor = any(@sensors)", new { sensors });
                connection.Execute("delete from readings where sensor = @sensor", named);
                connection.Execute("delete from readings where sensor = @sensor", dynamic);
                connection.Execute("insert into readings (sensor, value) values (@Sensor, @Value)", new[] { new Reading(1, 1), new Reading(2, 2) });
                connection.Query<int>("select 1");
            }
        }
        """);

    [Fact]
    public Task A_lookalike_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Machine
        {
            public int Execute(string command, object? param = null) => 0;
        }

        class Hall(Machine machine)
        {
            public void Run(List<int> parts) => machine.Execute("insert into hall values (@part)", parts);
        }
        """);

    [Fact]
    public Task A_sequence_in_a_command_definition_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        record Note(int Id, string Text);

        class Notes(NpgsqlConnection connection)
        {
            public Task Store(List<Note> notes, CancellationToken stop) =>
                {|PGAP2007:connection.ExecuteAsync(new CommandDefinition("insert into notes (id, text) values (@Id, @Text)", notes, cancellationToken: stop))|};

            public int Clear(IEnumerable<int> ids, CancellationToken stop)
            {
                var command = new CommandDefinition("delete from notes where id = @id", ids.Select(id => new { id }), cancellationToken: stop);
                return {|PGAP2007:connection.Execute(command)|};
            }

            public int ClearAll(int[] ids, CancellationToken stop) =>
                connection.Execute(new CommandDefinition("delete from notes where id = any(@ids)", new { ids }, cancellationToken: stop));
        }
        """);
}
