using PgAntiPatterns.CodeFixes.Security;
using PgAntiPatterns.Rules.Security;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Security;

public sealed class EncryptionNotRequiredTests
{
    [Fact]
    public Task Modes_that_allow_clear_text_to_another_machine_are_reported() => Verify.Reports<SecurityAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Text() => new("Host=db.example.com;{|PGAP9002:SSL Mode=Disable|}");

            public NpgsqlConnectionStringBuilder Builder() => new() { Host = "10.0.0.5", {|PGAP9002:SslMode = SslMode.Prefer|} };
        }
        """);

    [Fact]
    public Task This_machine_a_socket_and_what_is_not_written_are_quiet() => Verify.Quiet<SecurityAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Own() => new("Host=127.0.0.1;SSL Mode=Disable");

            public NpgsqlConnection Socket() => new("Host=/var/run/postgresql;SSL Mode=Disable");

            public NpgsqlConnection Container() => new("Host=postgres;SSL Mode=Prefer");

            public NpgsqlConnection Default() => new("Host=db.example.com");

            public NpgsqlConnection Unknown(string host) => new(new NpgsqlConnectionStringBuilder { Host = host, SslMode = SslMode.Disable }.ConnectionString);
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
                public NpgsqlConnection Open() => new("Host=db.example.com;SSL Mode=Disable");
            }
        }
        """);

    [Fact]
    public Task The_certificate_is_asked_for() => Verify.FixesOneByOne<SecurityAnalyzer, EncryptionNotRequiredFix>("""
        class Store
        {
            public NpgsqlConnectionStringBuilder Builder() => new() { Host = "db.example.com", {|PGAP9002:SslMode = SslMode.Prefer|} };
        }
        """, """
        class Store
        {
            public NpgsqlConnectionStringBuilder Builder() => new() { Host = "db.example.com", SslMode = SslMode.VerifyFull };
        }
        """);
}
