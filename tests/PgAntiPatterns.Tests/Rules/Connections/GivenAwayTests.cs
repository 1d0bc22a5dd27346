using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

/// <summary>Ways to give a connection away that tools for disposables of every kind have reported.</summary>
public sealed class GivenAwayTests
{
    [Theory]
    [InlineData("known.AddOrUpdate(1, source.OpenConnection(), (_, before) => before);")]
    [InlineData("known.AddOrUpdate(1, _ => source.OpenConnection(), (_, before) => before);")]
    [InlineData("known.TryAdd(1, source.OpenConnection());")]
    [InlineData("var made = source.OpenConnection(); waiting.Enqueue(made);")]
    [InlineData("var made = source.OpenConnection(); Keep([made]);")]
    [InlineData("var made = source.OpenConnection(); response.RegisterForDispose(made); made.Execute(\"select 1\");")]
    [InlineData("var made = source.OpenConnection(); response.RegisterForDisposeAsync(made); made.Execute(\"select 1\");")]
    [InlineData("var made = source.OpenConnection(); bag.Add(made); made.Execute(\"select 1\");")]
    [InlineData("services.AddScoped(_ => source.OpenConnection());")]
    [InlineData("var made = source.OpenConnection(); lifetime.Register(() => made.Dispose()); made.Execute(\"select 1\");")]
    [InlineData("var made = source.OpenConnection(); Interlocked.Exchange(ref _held, made)?.Dispose();")]
    [InlineData("using var context = new Depot(new DbContextOptionsBuilder().UseNpgsql(source.OpenConnection(), contextOwnsConnection: true).Options); context.SaveChanges();")]
    [InlineData("using var context = new Depot(new DbContextOptionsBuilder().UseNpgsql().Options); context.Database.SetDbConnection(source.OpenConnection(), contextOwnsConnection: true); context.SaveChanges();")]
    public Task What_is_given_away_is_quiet(string statements) => Verify.Quiet<ConnectionsAnalyzer>($$"""
        using System.Collections.Concurrent;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.DependencyInjection;

        class Depot(DbContextOptions options) : DbContext(options);

        class Bag : List<IDisposable>, IDisposable
        {
            public void Dispose() => ForEach(one => one.Dispose());
        }

        class Parcels(NpgsqlDataSource source, Bag bag, ConcurrentDictionary<int, NpgsqlConnection> known, Queue<NpgsqlConnection> waiting)
        {
            private NpgsqlConnection? _held;

            public void Give(HttpResponse response, IServiceCollection services, CancellationToken lifetime)
            {
                {{statements}}
            }

            public void End() => _held?.Dispose();

            private void Keep(NpgsqlConnection[] all) => bag.AddRange(all);
        }
        """);

    [Fact]
    public Task A_reader_that_an_interceptor_answers_with_is_the_mappers() => Verify.Quiet<ConnectionsAnalyzer>("""
        using Microsoft.EntityFrameworkCore.Diagnostics;

        class Retries : DbCommandInterceptor
        {
            public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result) =>
                InterceptionResult<DbDataReader>.SuppressWithResult(command.ExecuteReader());
        }
        """);

    [Fact]
    public Task Objects_without_anything_on_the_server_are_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Parcels(NpgsqlConnection connection)
        {
            public DataTable Read()
            {
                var table = new DataTable();
                var command = new NpgsqlCommand("select 1", connection);
                var adapter = new NpgsqlDataAdapter(command);
                var batch = new NpgsqlBatch(connection) { BatchCommands = { new("select 1") } };
                var parameter = new NpgsqlParameter("id", 1);
                command.Parameters.Add(parameter);
                adapter.Fill(table);
                batch.ExecuteNonQuery();
                return table;
            }
        }
        """);

    [Theory]
    [InlineData("_both = new Both<NpgsqlConnection>(source.OpenConnection(), source.OpenConnection());")]
    [InlineData("_both = Both.Of(source.OpenConnection(), source.OpenConnection());")]
    [InlineData("var one = source.OpenConnection(); var other = source.OpenConnection(); _both = Both.Of(one, other);")]
    [InlineData("using var both = Both.Of(source.OpenConnection(), source.OpenConnection());")]
    [InlineData("_pair = new Pair<NpgsqlConnection>(source.OpenConnection(), source.OpenConnection());")]
    [InlineData("var pair = Pair.Of(source.OpenConnection(), source.OpenConnection()); pair.First.Dispose(); pair.Second.Dispose();")]
    public Task A_generic_owner_disposes_what_it_is_given(string statements) => Verify.Quiet<ConnectionsAnalyzer>($$"""
        sealed class Both<T>(T first, T second) : IDisposable where T : class, IDisposable
        {
            private readonly T _first = first;
            private readonly T? _second = second;

            public void Dispose()
            {
                _first.Dispose();
                (_second as IDisposable)?.Dispose();
            }
        }

        static class Both
        {
            public static Both<T> Of<T>(T first, T second) where T : class, IDisposable => new(first, second);
        }

        sealed class Pair<T>
        {
            public Pair(T first, T second)
            {
                First = first;
                Second = second;
            }

            public T First { get; }

            public T Second { get; }
        }

        static class Pair
        {
            public static Pair<T> Of<T>(T first, T second) => new Pair<T>(first, second);
        }

        class Parcels(NpgsqlDataSource source) : IDisposable
        {
            private Both<NpgsqlConnection>? _both;
            private Pair<NpgsqlConnection>? _pair;

            public void Take()
            {
                {{statements}}
            }

            public void Dispose()
            {
                _both?.Dispose();
                _pair?.First.Dispose();
                _pair?.Second.Dispose();
            }
        }
        """);

    [Fact]
    public Task A_generic_wrapper_that_only_uses_what_it_keeps_loses_it() => Verify.Reports<ConnectionsAnalyzer>("""
        sealed class Shown<T>(T shown) where T : IDbConnection
        {
            private readonly T _shown = shown;

            public string Text() => _shown.Database;
        }

        class Parcels(NpgsqlDataSource source)
        {
            public string Take() => new Shown<NpgsqlConnection>({|PGAP1001:source.OpenConnection()|}).Text();
        }
        """);

    [Theory]
    [InlineData("using (await Task.FromResult(source.OpenConnection())) { }")]
    [InlineData("using (var made = await Task.FromResult(source.OpenConnection()).ConfigureAwait(false)) { made.Execute(\"select 1\"); }")]
    [InlineData("using var made = await ValueTask.FromResult(source.OpenConnection());")]
    [InlineData("using var made = Task.FromResult(source.OpenConnection()).Result;")]
    [InlineData("using var made = Task.FromResult(source.OpenConnection()).GetAwaiter().GetResult();")]
    public Task What_is_wrapped_into_a_task_and_unwrapped_again_does_not_fail(string statements) => Verify.Quiet<ConnectionsAnalyzer>($$"""
        class Parcels(NpgsqlDataSource source)
        {
            public async Task Take()
            {
                {{statements}}
                await Task.Yield();
            }
        }
        """);

    [Fact]
    public Task A_method_that_is_not_written_yet_may_do_anything() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Parcels(NpgsqlDataSource source)
        {
            public void Take() => Keep(source.OpenConnection());

            private static void Keep(NpgsqlConnection connection) => throw new NotImplementedException();
        }
        """);
}
