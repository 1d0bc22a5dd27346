using Npgsql;
using PgAntiPatterns.LiveTests.Server;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>A pool of two connections, and code that is called against it until it is empty or has served often enough.</summary>
internal sealed class SmallPool : IAsyncDisposable
{
    /// <summary>So many connections there are.</summary>
    public const int Size = 2;

    /// <summary>So often the code is called.</summary>
    public const int Calls = 5;

    private readonly TestDatabase database;
    private readonly string name;

    private SmallPool(TestDatabase database, string name)
    {
        this.database = database;
        this.name = name;
        ConnectionString = database.ConnectionStringWith($"Application Name={name};Maximum Pool Size={Size};Timeout=1");
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    /// <summary>For code that makes its connections of a string; they are another pool than the source's, of the same size.</summary>
    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>Calls the code, and tells what it answered, how often, and how many sessions it kept.</summary>
    public static async Task<PoolUse> UseAsync(string source, TestDatabase database, Func<CompiledSource, SmallPool, Task<object?>> call)
    {
        using var code = CompiledSource.Compile(source);
        await using var pool = new SmallPool(database, $"pool_{Guid.NewGuid():N}");
        return await pool.UseAsync(() => call(code, pool));
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private async Task<PoolUse> UseAsync(Func<Task<object?>> call)
    {
        var answers = new List<string>();
        while (answers.Count < Calls && await AnswerAsync(call) is { } answer)
        {
            answers.Add(answer);
        }

        return new PoolUse(string.Join(" / ", answers.Distinct()), answers.Count, await HeldAsync(answers.Count < Calls));
    }

    /// <summary>What the code returns, or the error that the server sent it; null where the pool is empty.</summary>
    private static async Task<string?> AnswerAsync(Func<Task<object?>> call)
    {
        try
        {
            return PoolUse.Text(await call());
        }
        catch (Exception exception) when (Inner(exception).OfType<PostgresException>().FirstOrDefault() is { } error)
        {
            return error.SqlState;
        }
        catch (Exception exception) when (Inner(exception).OfType<NpgsqlException>().Any(inner => inner.Message.StartsWith("The connection pool has been exhausted", StringComparison.Ordinal)))
        {
            return null;
        }
    }

    /// <summary>The sessions that outlive garbage collection and an emptied pool: somebody still has them.</summary>
    private Task<long> HeldAsync(bool isEmpty)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Source.Clear();
        using var sameString = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(sameString);
        return database.BackendsSettledAtAsync(isEmpty ? Size : 0, name);
    }

    private static IEnumerable<Exception> Inner(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }
}
