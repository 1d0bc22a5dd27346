using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

public sealed class WritePerElementTests
{
    [Fact]
    public Task A_change_per_element_is_reported_whatever_sends_it() => Verify.Reports<RoundTripsAnalyzer>("""
        record Reading(int Sensor, double Value);

        class Meter(NpgsqlConnection connection, IDbConnection neutral)
        {
            public async Task Command(IAsyncEnumerable<Reading> readings)
            {
                await foreach (var reading in readings)
                {
                    await using var command = new NpgsqlCommand("insert into readings (sensor, value) values (@sensor, @value)", connection);
                    command.Parameters.AddWithValue("sensor", reading.Sensor);
                    command.Parameters.AddWithValue("value", reading.Value);
                    await {|PGAP2002:command.ExecuteNonQueryAsync()|};
                }
            }

            public void Prepared(List<Reading> readings)
            {
                using var command = new NpgsqlCommand("update readings set value = $1 where sensor = $2", connection);
                var value = command.Parameters.Add(new NpgsqlParameter<double>());
                command.Parameters.Add(new NpgsqlParameter<int>());
                command.Prepare();
                foreach (var reading in readings)
                {
                    value.Value = reading.Value;
                    command.Parameters[1].Value = reading.Sensor;
                    {|PGAP2002:command.ExecuteNonQuery()|};
                }
            }

            public void ThroughTheParameter(int[] sensors)
            {
                using var command = new NpgsqlCommand("delete from readings where sensor = @sensor", connection);
                var sensor = command.Parameters.Add("sensor", NpgsqlTypes.NpgsqlDbType.Integer);
                foreach (var gone in sensors)
                {
                    sensor.Value = gone;
                    {|PGAP2002:command.ExecuteNonQuery()|};
                }
            }

            public void Neutral(int[] sensors)
            {
                foreach (var sensor in sensors)
                {
                    using var command = neutral.CreateCommand();
                    command.CommandText = "delete from readings where sensor = " + sensor;
                    {|PGAP2002:command.ExecuteNonQuery()|};
                }
            }

            public void InOneTransaction(IList<Reading> readings)
            {
                using var transaction = connection.BeginTransaction();
                foreach (var reading in readings)
                {
                    {|PGAP2002:connection.Execute("insert into readings values (@Sensor, @Value)", reading, transaction)|};
                }

                transaction.Commit();
            }

            public int Counted(IEnumerable<int> sensors)
            {
                var deleted = 0;
                foreach (var sensor in sensors)
                {
                    deleted += {|PGAP2002:connection.Execute("delete from readings where sensor = @sensor", new { sensor })|};
                }

                return deleted;
            }

            public void InsideChunks(int[] sensors)
            {
                foreach (var part in sensors.Chunk(100))
                {
                    foreach (var sensor in part)
                    {
                        {|PGAP2002:connection.Execute("delete from readings where sensor = @sensor", new { sensor })|};
                    }
                }
            }

            public void TriedAgain(int[] sensors)
            {
                foreach (var sensor in sensors)
                {
                    var attempts = 0;
                    while (true)
                    {
                        try
                        {
                            {|PGAP2002:connection.Execute("delete from readings where sensor = @sensor", new { sensor })|};
                            break;
                        }
                        catch (NpgsqlException) when (++attempts < 3)
                        {
                            Thread.Sleep(100);
                        }
                    }
                }
            }

            public void Base(IEnumerable<Reading> readings, Store store)
            {
                foreach (var reading in readings)
                {
                    {|PGAP2002:store.Keep(reading)|};
                }
            }
        }

        abstract class Store
        {
            public abstract void Keep(Reading reading);
        }

        sealed class TableStore(NpgsqlConnection connection) : Store
        {
            public override void Keep(Reading reading) => connection.Execute("insert into readings values (@Sensor, @Value)", reading);
        }
        """);

    [Fact]
    public Task A_piece_of_work_of_many_statements_is_left_alone() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Billing(NpgsqlConnection connection)
        {
            public void All(int[] accounts)
            {
                foreach (var account in accounts)
                {
                    Close(account);
                }
            }

            private void Close(int account)
            {
                var balance = connection.QuerySingle<decimal>("select balance from accounts where id = @account", new { account });
                connection.Execute("insert into bills (account, amount) values (@account, @balance)", new { account, balance });
                connection.Execute("update accounts set closed = true where id = @account", new { account });
                connection.Execute("delete from reminders where account = @account", new { account });
            }
        }
        """);

    [Fact]
    public Task Mutual_recursion_and_missing_bodies_end() => Verify.Quiet<RoundTripsAnalyzer>("""
        abstract partial class Maze
        {
            partial void Nowhere(int step);

            protected abstract void Somewhere(int step);

            public void Walk(int[] steps, dynamic guide)
            {
                foreach (var step in steps)
                {
                    Left(step);
                    Nowhere(step);
                    Somewhere(step);
                    guide.Ask(step);
                }
            }

            private void Left(int step) => Right(step - 1);

            private void Right(int step) => Left(step + 1);
        }
        """);

    [Fact]
    public Task The_commands_are_sent_in_one_batch() => Verify.FixesOneByOne<RoundTripsAnalyzer, WritePerElementFix>("""
        class Meter
        {
            public async Task Write(NpgsqlConnection connection, IEnumerable<int> values, CancellationToken stop)
            {
                foreach (var value in values)
                {
                    await using var command = new NpgsqlCommand("insert into readings (value) values (@value)", connection);
                    command.Parameters.AddWithValue("value", value);
                    await {|PGAP2002:command.ExecuteNonQueryAsync(stop)|};
                }
            }
        }
        """, """
        class Meter
        {
            public async Task Write(NpgsqlConnection connection, IEnumerable<int> values, CancellationToken stop)
            {
                await using var batch = new NpgsqlBatch(connection);
                foreach (var value in values)
                {
                    var command = new NpgsqlBatchCommand("insert into readings (value) values (@value)");
                    command.Parameters.AddWithValue("value", value);
                    batch.BatchCommands.Add(command);
                }

                if (batch.BatchCommands.Count > 0)
                {
                    await batch.ExecuteNonQueryAsync(stop);
                }
            }
        }
        """);

    [Fact]
    public Task A_loop_whose_counts_are_needed_keeps_its_commands() => Verify.OffersNothing<RoundTripsAnalyzer, WritePerElementFix>("""
        class Meter
        {
            public int Write(NpgsqlConnection connection, IEnumerable<int> values)
            {
                var count = 0;
                foreach (var value in values)
                {
                    using var command = new NpgsqlCommand("delete from readings where value = @value", connection);
                    command.Parameters.AddWithValue("value", value);
                    count += {|PGAP2002:command.ExecuteNonQuery()|};
                }

                return count;
            }
        }
        """);

    [Fact]
    public Task What_a_stream_brings_is_sent_when_it_has_ended() => Verify.FixesOneByOne<RoundTripsAnalyzer, WritePerElementFix>("""
        class Meter(NpgsqlConnection connection)
        {
            public async Task Keep(IAsyncEnumerable<int> readings, CancellationToken stop)
            {
                await foreach (var reading in readings.WithCancellation(stop).ConfigureAwait(false))
                {
                    await using var command = new NpgsqlCommand("update readings set seen = true where id = @id", connection);
                    command.Parameters.AddWithValue("id", reading);
                    await {|PGAP2002:command.ExecuteNonQueryAsync(stop)|};
                }
            }
        }
        """, """
        class Meter(NpgsqlConnection connection)
        {
            public async Task Keep(IAsyncEnumerable<int> readings, CancellationToken stop)
            {
                await using var batch = new NpgsqlBatch(connection);
                await foreach (var reading in readings.WithCancellation(stop).ConfigureAwait(false))
                {
                    var command = new NpgsqlBatchCommand("update readings set seen = true where id = @id");
                    command.Parameters.AddWithValue("id", reading);
                    batch.BatchCommands.Add(command);
                }

                if (batch.BatchCommands.Count > 0)
                {
                    await batch.ExecuteNonQueryAsync(stop);
                }
            }
        }
        """);
}
