using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class SharedConnectionTests
{
    [Fact]
    public Task A_static_or_singleton_connection_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        static class Shared
        {
            private static readonly NpgsqlConnection {|PGAP1005:Field|} = new("Host=db");

            private static readonly Lazy<NpgsqlConnection> {|PGAP1005:Deferred|} = new(() => new("Host=db"));

            public static IDbConnection? {|PGAP1005:Property|} { get; set; }

            public static bool IsUsed => Field.FullState != 0 || Deferred.IsValueCreated;
        }

        class Store(IDbConnection connection)
        {
            public int Count() => connection.ExecuteScalar<int>("select 1");
        }

        static class Registration
        {
            public static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services)
            {
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.{|PGAP1005:AddSingleton(services, provider => new NpgsqlConnection("Host=db"))|};
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.{|PGAP1005:AddSingleton<IDbConnection>(services, provider => new NpgsqlConnection("Host=db"))|};
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.{|PGAP1005:AddSingleton<Store>(services)|};
            }
        }
        """);

    [Fact]
    public Task A_singleton_that_makes_what_holds_connections_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        sealed class Repo(NpgsqlConnection connection) : IDisposable
        {
            public int Count() => connection.ExecuteScalar<int>("select 1");

            public void Dispose() => connection.Dispose();
        }

        interface IRepoFactory
        {
            Repo Make();
        }

        class RepoFactory(Func<Repo> make) : IRepoFactory
        {
            public Repo Make() => make();

            public static IRepoFactory From(Func<Repo> make) => new RepoFactory(make);
        }

        static class Registration
        {
            public static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services, NpgsqlDataSource source) =>
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IRepoFactory>(services, provider => RepoFactory.From(() => new Repo(source.OpenConnection())));
        }
        """);

    [Fact]
    public Task What_makes_connections_or_needs_one_of_its_own_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        static class Shared
        {
            private static readonly NpgsqlDataSource Source = NpgsqlDataSource.Create("Host=db");

            public static readonly Func<NpgsqlConnection> Factory = () => Source.CreateConnection();

            [ThreadStatic]
            private static NpgsqlConnection? t_own;

            public static NpgsqlConnection Fresh => t_own ?? Source.CreateConnection();
        }

        static class Listener
        {
            private static readonly NpgsqlConnection Ears = new("Host=db");

            public static Task Listen(CancellationToken cancellation) => Ears.WaitAsync(cancellation);
        }

        static class Registration
        {
            public static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services)
            {
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddScoped<IDbConnection>(services, provider => new NpgsqlConnection("Host=db"));
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, provider => NpgsqlDataSource.Create("Host=db"));
            }
        }
        """);
}
