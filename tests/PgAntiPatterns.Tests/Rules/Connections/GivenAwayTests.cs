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
}
