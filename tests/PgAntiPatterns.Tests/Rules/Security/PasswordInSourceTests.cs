using PgAntiPatterns.Rules.Security;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Security;

public sealed class PasswordInSourceTests
{
    [Fact]
    public Task A_password_of_a_server_is_reported_and_a_synonym_is_one() => Verify.Reports<SecurityAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Text() => new("Host=db.example.com;SSL Mode=VerifyFull;{|PGAP9001:Password=blue-kettle|}");

            public NpgsqlConnection Short() => new("Host=db;{|PGAP9001:PWD=blue-kettle|}");

            public NpgsqlConnectionStringBuilder Builder(string text) => new(text) { {|PGAP9001:Password = "blue-kettle"|} };
        }
        """);

    [Fact]
    public Task Placeholders_own_servers_and_unknown_values_are_quiet() => Verify.Quiet<SecurityAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Own() => new("Host=localhost;Password=blue-kettle");

            public NpgsqlConnection Container() => new("Host=postgres;Username=app;Password=postgres");

            public NpgsqlConnection Template() => new("Host=db.example.com;SSL Mode=VerifyFull;Password=<secret>");

            public NpgsqlConnection Step() => new("Host=db.example.com;SSL Mode=VerifyFull;Password=#{DbPassword}#");

            public NpgsqlConnection Empty() => new("Host=db.example.com;SSL Mode=VerifyFull;Password=");

            public NpgsqlConnectionStringBuilder Read(string text) => new(text) { Password = Environment.GetEnvironmentVariable("PW") };
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
                public NpgsqlConnection Open() => new("Host=db.example.com;Password=blue-kettle");
            }
        }
        """);
}
