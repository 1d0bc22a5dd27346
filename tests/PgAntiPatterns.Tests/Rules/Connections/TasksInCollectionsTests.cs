using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

/// <summary>Tasks that are kept in arrays, lists and dictionaries until somebody waits for them.</summary>
public sealed class TasksInCollectionsTests
{
    [Theory]
    [InlineData("var tasks = new Task[3]; for (var i = 0; i < 3; i++) { tasks[i] = {|PGAP1006:one.ExecuteAsync(\"select 1\")|}; } await Task.WhenAll(tasks);")]
    [InlineData("var tasks = new Dictionary<string, Task<int>>(); tasks[\"a\"] = one.ExecuteAsync(\"select 1\"); tasks[\"b\"] = {|PGAP1006:one.ExecuteAsync(\"select 2\")|}; await Task.WhenAll(tasks.Values);")]
    [InlineData("Task[] tasks = [one.ExecuteAsync(\"select 1\"), {|PGAP1006:one.ExecuteAsync(\"select 2\")|}]; await Task.WhenAll(tasks);")]
    public Task A_second_command_beside_a_task_in_a_collection_is_reported(string statements) => Verify.Reports<ConnectionsAnalyzer>($$"""
        class Counters(NpgsqlDataSource source)
        {
            public async Task M()
            {
                await using var one = await source.OpenConnectionAsync();
                {{statements}}
            }
        }
        """);

    [Theory]
    [InlineData("var tasks = new List<Task>(); tasks.Add(one.ExecuteAsync(\"select 1\")); tasks.Add(two.ExecuteAsync(\"select 1\")); foreach (var task in tasks) { await task; }")]
    [InlineData("var tasks = new[] { one.ExecuteAsync(\"select 1\"), two.ExecuteAsync(\"select 1\") }; foreach (var task in tasks) { await task; }")]
    [InlineData("Task[] tasks = [one.ExecuteAsync(\"select 1\"), two.ExecuteAsync(\"select 1\")]; await Task.WhenAll(tasks);")]
    [InlineData("var tasks = new Task[2]; tasks[0] = one.ExecuteAsync(\"select 1\"); tasks[1] = Task.Delay(1); foreach (var task in tasks) { await task; }")]
    [InlineData("var tasks = new Task[2]; for (var i = 0; i < 2; i++) { tasks[i] = one.ExecuteAsync(\"select 1\"); await tasks[i]; }")]
    [InlineData("var tasks = new Dictionary<string, Task<int>> { [\"b\"] = two.ExecuteAsync(\"select 1\") }; tasks[\"a\"] = one.ExecuteAsync(\"select 1\"); await Task.WhenAll(tasks.Values);")]
    [InlineData("var tasks = new List<Task>(); tasks.Add(one.ExecuteAsync(\"select 1\")); await Task.WhenAll(tasks.ToArray());")]
    public Task Tasks_that_are_waited_for_out_of_their_collection_are_quiet(string statements) => Verify.Quiet<ConnectionsAnalyzer>($$"""
        class Counters(NpgsqlDataSource source)
        {
            public async Task M()
            {
                await using var one = await source.OpenConnectionAsync();
                await using var two = await source.OpenConnectionAsync();
                {{statements}}
                await one.ExecuteAsync("select 2");
            }
        }
        """);
}
