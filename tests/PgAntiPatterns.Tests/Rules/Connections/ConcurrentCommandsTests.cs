using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class ConcurrentCommandsTests
{
    [Theory]
    [InlineData("async Task M(int[] ids) => await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 1 }, async (id, token) => await connection.ExecuteAsync(\"delete from t where id = @id\", new { id }));")]
    [InlineData("void M(int[] ids) { var options = new ParallelOptions { MaxDegreeOfParallelism = 1 }; Parallel.ForEach(ids, options, id => connection.Execute(\"delete from t where id = @id\", new { id })); }")]
    public Task A_parallel_loop_of_one_turn_at_a_time_is_quiet(string member) => Verify.Quiet<ConnectionsAnalyzer>($$"""
        class Parcels(NpgsqlConnection connection)
        {
            public {{member}}
        }
        """);

    [Fact]
    public Task A_parallel_loop_of_several_turns_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Parcels(NpgsqlConnection connection)
        {
            public async Task M(int[] ids) =>
                await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, token) => await {|PGAP1006:connection.ExecuteAsync("delete from t where id = @id", new { id })|});
        }
        """);

    [Fact]
    public Task A_second_command_on_a_busy_connection_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Counters(NpgsqlDataSource source, NpgsqlConnection injected)
        {
            public async Task Together()
            {
                await using var connection = await source.OpenConnectionAsync();
                await Task.WhenAll(connection.ExecuteAsync("select 1"), {|PGAP1006:connection.ExecuteAsync("select 2")|});
            }

            public async Task Started()
            {
                var first = CountAsync(injected);
                var second = {|PGAP1006:injected.ExecuteAsync("select 2")|};
                await first;
                await second;
            }

            public async Task InAnArray()
            {
                var tasks = new[] { injected.ExecuteAsync("select 1"), {|PGAP1006:injected.ExecuteAsync("select 2")|} };
                await Task.WhenAll(tasks);
            }

            public async Task InAList(int[] numbers)
            {
                var tasks = new List<Task>();
                foreach (var number in numbers)
                    tasks.Add({|PGAP1006:injected.ExecuteAsync("select 1")|});
                await Task.WhenAll(tasks);
            }

            public async Task ForEach(int[] numbers)
            {
                var tasks = numbers.Select(async number => await {|PGAP1006:injected.ExecuteAsync("select @number", new { number })|}).ToList();
                await Task.WhenAll(tasks);
            }

            public Task InParallel(int[] numbers) =>
                Parallel.ForEachAsync(numbers, async (number, cancellation) => await {|PGAP1006:injected.ExecuteAsync("select 1")|});

            public async Task Beside()
            {
                var task = Task.Run(() => injected.Execute("select 1"));
                {|PGAP1006:injected.Execute("select 2")|};
                await task;
            }

            public Task ThroughMembers() => Task.WhenAll(OneAsync(), {|PGAP1006:TwoAsync()|});

            private async Task OneAsync() => await injected.ExecuteAsync("select 1");

            private async Task TwoAsync() => await injected.ExecuteAsync("select 2");

            private static Task<int> CountAsync(NpgsqlConnection connection) => connection.ExecuteScalarAsync<int>("select 1");
        }
        """);

    [Fact]
    public Task One_command_at_a_time_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Counters(NpgsqlDataSource source, NpgsqlConnection injected)
        {
            public async Task InTurn()
            {
                var first = injected.ExecuteAsync("select 1");
                Console.WriteLine("started");
                await first;
                await injected.ExecuteAsync("select 2");
            }

            public async Task OnTwo()
            {
                await using var one = await source.OpenConnectionAsync();
                await using var two = await source.OpenConnectionAsync();
                await Task.WhenAll(one.ExecuteAsync("select 1"), two.ExecuteAsync("select 2"));
            }

            public Task OfTheDataSource() => Task.WhenAll(source.CreateCommand("select 1").ExecuteNonQueryAsync(), source.CreateCommand("select 2").ExecuteNonQueryAsync());

            public Task OneEach(int[] numbers) => Parallel.ForEachAsync(numbers, async (number, cancellation) =>
            {
                await using var own = await source.OpenConnectionAsync(cancellation);
                await own.ExecuteAsync("select 1");
            });

            public async Task Guarded(int[] numbers)
            {
                using var gate = new SemaphoreSlim(1);
                await Task.WhenAll(numbers.Select(async number =>
                {
                    await gate.WaitAsync();
                    try
                    {
                        await injected.ExecuteAsync("select 1");
                    }
                    finally
                    {
                        gate.Release();
                    }
                }));
            }

            public async Task Fresh(int[] numbers)
            {
                foreach (var number in numbers)
                {
                    await using var connection = await source.OpenConnectionAsync();
                    var task = connection.ExecuteAsync("select 1");
                    await task;
                }
            }
        }
        """);

    [Fact]
    public Task Each_task_is_awaited_where_it_starts() => Verify.Fixes<ConnectionsAnalyzer, ConcurrentCommandsFix>("""
        class Counters(NpgsqlConnection connection)
        {
            public async Task<int> SumAsync()
            {
                // Both numbers.
                var one = connection.ExecuteScalarAsync<int>("select 1");
                var two = {|PGAP1006:connection.ExecuteScalarAsync<int>("select 2")|};
                await Task.WhenAll(one, two);
                return await one + await two;
            }

            public async Task<int> ByResultAsync()
            {
                var one = connection.ExecuteScalarAsync<int>("select 1");
                var two = {|PGAP1006:connection.ExecuteScalarAsync<int>("select 2")|};
                await Task.WhenAll(one, two);
                return one.Result + two.Result.GetHashCode();
            }
        }
        """, """
        class Counters(NpgsqlConnection connection)
        {
            public async Task<int> SumAsync()
            {
                // Both numbers.
                var one = await connection.ExecuteScalarAsync<int>("select 1");
                var two = await connection.ExecuteScalarAsync<int>("select 2");
                return one + two;
            }

            public async Task<int> ByResultAsync()
            {
                var one = await connection.ExecuteScalarAsync<int>("select 1");
                var two = await connection.ExecuteScalarAsync<int>("select 2");
                return one + two.GetHashCode();
            }
        }
        """);

    [Fact]
    public Task Tasks_without_a_variable_are_left_alone() => Verify.OffersNothing<ConnectionsAnalyzer, ConcurrentCommandsFix>("""
        class Counters(NpgsqlConnection connection)
        {
            public Task Both() => Task.WhenAll(connection.ExecuteAsync("select 1"), {|PGAP1006:connection.ExecuteAsync("select 2")|});
        }
        """);

    [Fact]
    public Task A_wait_for_another_task_as_well_is_not_thrown_away() => Verify.OffersNothing<ConnectionsAnalyzer, ConcurrentCommandsFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public Task RefreshAsync() => Task.Delay(1);

            public async Task<int> M()
            {
                var a = connection.ExecuteScalarAsync<int>("select 1");
                var b = {|PGAP1006:connection.ExecuteScalarAsync<int>("select 2")|};
                await Task.WhenAll(a, b, RefreshAsync());
                return a.Result + b.Result;
            }
        }
        """);

    [Fact]
    public Task A_task_of_something_else_keeps_running_beside() => Verify.OffersNothing<ConnectionsAnalyzer, ConcurrentCommandsFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            private static async Task<int> DrainAsync(System.Threading.Channels.ChannelReader<int> reader)
            {
                var n = 0;
                await foreach (var _ in reader.ReadAllAsync())
                {
                    n++;
                }

                return n;
            }

            public async Task<int> M(System.Threading.Channels.Channel<int> channel)
            {
                var drained = DrainAsync(channel.Reader);
                var a = connection.ExecuteScalarAsync<int>("select 1");
                var b = {|PGAP1006:connection.ExecuteScalarAsync<int>("select 2")|};
                channel.Writer.TryWrite(await a + await b);
                channel.Writer.Complete();
                return await drained;
            }
        }
        """);

    [Fact]
    public Task An_error_stays_inside_the_try_that_catches_it() => Verify.OffersNothing<ConnectionsAnalyzer, ConcurrentCommandsFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public async Task<int> M()
            {
                var a = connection.ExecuteScalarAsync<int>("select 1");
                var b = {|PGAP1006:connection.ExecuteScalarAsync<int>("select 2")|};
                try
                {
                    return await a + await b;
                }
                catch (NpgsqlException)
                {
                    return 0;
                }
            }
        }
        """);

    [Fact]
    public Task Two_commands_of_one_connection_are_awaited_in_turn() => Verify.Fixes<ConnectionsAnalyzer, ConcurrentCommandsFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public async Task<int> M()
            {
                await using var one = new NpgsqlCommand("select 1", connection);
                await using var two = new NpgsqlCommand("select 2", connection);
                var a = one.ExecuteNonQueryAsync();
                var b = {|PGAP1006:two.ExecuteNonQueryAsync()|};
                return await a + await b;
            }
        }
        """, """
        class Parcels(NpgsqlConnection connection)
        {
            public async Task<int> M()
            {
                await using var one = new NpgsqlCommand("select 1", connection);
                await using var two = new NpgsqlCommand("select 2", connection);
                var a = await one.ExecuteNonQueryAsync();
                var b = await two.ExecuteNonQueryAsync();
                return a + b;
            }
        }
        """);
}
