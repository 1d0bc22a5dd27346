using PgAntiPatterns.CodeFixes.Security;
using PgAntiPatterns.Rules.Security;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Security;

public sealed class ConnectionStringFromInputTests
{
    [Fact]
    public Task Text_of_a_request_or_a_caller_is_reported() => Verify.Reports<SecurityAnalyzer>("""
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        record Form(string Host, string Password);

        class AdminController : ControllerBase
        {
            public void Check(Form form)
            {
                using var connection = new NpgsqlConnection($"{|PGAP9006:Host=|}{form.Host};Password={form.Password}");
            }
        }

        class Store
        {
            public NpgsqlConnection Added(string database) => new("Host=localhost;{|PGAP9006:Database=|}" + database);

            public NpgsqlConnection Formatted(string user) => new(string.Format("Host=localhost;{|PGAP9006:Username=|}{0}", user));

            public NpgsqlConnection Query(HttpRequest request) => new("{|PGAP9006:Host=|}" + request.Query["host"].ToString());
        }
        """);

    [Fact]
    public Task Values_that_cannot_bring_anything_are_quiet() => Verify.Quiet<SecurityAnalyzer>("""
        using Microsoft.Extensions.Configuration;

        class Store(string host, IConfiguration configuration)
        {
            private const string Server = "localhost";

            public NpgsqlConnection Constant() => new($"Host={Server};Database=shop");

            public NpgsqlConnection Number(int port) => new($"Host=localhost;Port={port}");

            public NpgsqlConnection Owner() => new($"Host={host};Password={configuration["Password"]}");

            public NpgsqlConnection Environmental() => new("Host=localhost;Password=" + Environment.GetEnvironmentVariable("PW"));

            public NpgsqlConnection Quoted(string user) => new(new NpgsqlConnectionStringBuilder { Host = "localhost", Username = user }.ConnectionString);

            public NpgsqlConnection Chosen(string region) => new("Host=localhost;Database=" + region switch { "eu" => "shop_eu", _ => "shop" });

            public NpgsqlConnection Checked(string region)
            {
                if (region is not ("eu" or "us"))
                {
                    throw new ArgumentException(region);
                }

                return new("Host=localhost;Database=" + region);
            }

            public string Sentence(string name) => $"Host={name};Database=shop cannot be reached";
        }
        """);

    [Fact]
    public Task A_helper_that_only_configuration_calls_is_quiet() => Verify.Quiet<SecurityAnalyzer>("""
        static class Program
        {
            static void Main()
            {
                using var connection = Connect(Environment.GetEnvironmentVariable("HOST")!);
            }

            private static NpgsqlConnection Connect(string host) => new($"Host={host};Database=shop");
        }
        """);

    [Fact]
    public Task A_lookalike_type_is_quiet() => Verify.Quiet<SecurityAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlConnection(string text)
            {
                public string Text => text;
            }

            class Store
            {
                public NpgsqlConnection Open(string host) => new("Host=" + host);
            }
        }
        """);

    [Fact]
    public Task What_a_framework_hands_to_a_handler_comes_from_the_request() => Verify.Reports<SecurityAnalyzer>("""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Routing;

        static class Endpoints
        {
            public static void Map(IEndpointRouteBuilder routes, string shop)
            {
                routes.MapGet("/{tenant}", (string tenant) => Version(new NpgsqlConnection(shop + ";{|PGAP9006:Search Path=|}" + tenant)));
                routes.MapGet("/version", (HttpContext context) => Version(new NpgsqlConnection($"{|PGAP9006:Host=|}{context.Request.Query["host"]};Database=shop")));
                routes.MapGet("/size/{tenant}", Size);
                routes.MapGet("/stock/{tenant}", (IShopNames names) => Version(new NpgsqlConnection(shop + ";Search Path=" + names.Current)));
            }

            private static string Size(string tenant)
            {
                using var connection = new NpgsqlConnection("Host=localhost;{|PGAP9006:Database=|}" + tenant);
                return Version(connection);
            }

            private static string Version(NpgsqlConnection connection)
            {
                connection.Open();
                return connection.ServerVersion;
            }
        }

        interface IShopNames
        {
            string Current { get; }
        }
        """);

    [Fact]
    public Task The_values_are_set_on_a_builder() => Verify.Fixes<SecurityAnalyzer, ConnectionStringFromInputFix>("""
        class Store(string text)
        {
            public NpgsqlConnection Whole(string host, int port) => new($"{|PGAP9006:Host=|}{host};Port={port};SSL Mode=verifyfull;Pooling=true;Application Name=\"a;b\"");

            public NpgsqlConnection Sum(string database) => new("Server=localhost;User Id=app;Timeout=5;{|PGAP9006:Database=|}" + database);

            public NpgsqlConnection Appended(string schema) => new(text + ";{|PGAP9006:Search Path=" + schema + ",public|}");
        }
        """, """
        class Store(string text)
        {
            public NpgsqlConnection Whole(string host, int port) => new(new NpgsqlConnectionStringBuilder { Host = host, Port = port, SslMode = SslMode.VerifyFull, Pooling = true, ApplicationName = "a;b" }.ConnectionString);

            public NpgsqlConnection Sum(string database) => new(new NpgsqlConnectionStringBuilder { Host = "localhost", Username = "app", Timeout = 5, Database = database }.ConnectionString);

            public NpgsqlConnection Appended(string schema) => new(new NpgsqlConnectionStringBuilder(text) { SearchPath = $"{schema},public" }.ConnectionString);
        }
        """);

    [Fact]
    public Task What_is_no_whole_value_or_of_another_type_is_left_alone() => Verify.OffersNothing<SecurityAnalyzer, ConnectionStringFromInputFix>("""
        class Store
        {
            public NpgsqlConnection Number(string port) => new($"Host=localhost;{|PGAP9006:Port=|}{port}");

            public NpgsqlConnection Settings(string host, string more) => new($"{|PGAP9006:Host=|}{host};{more}");

            public NpgsqlConnection Formatted(string host) => new(string.Format("{|PGAP9006:Host=|}{0};Database=shop", host));
        }
        """);
}
