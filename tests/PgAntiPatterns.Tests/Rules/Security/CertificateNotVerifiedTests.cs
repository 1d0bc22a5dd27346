using PgAntiPatterns.CodeFixes.Security;
using PgAntiPatterns.Rules.Security;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Security;

public sealed class CertificateNotVerifiedTests
{
    [Fact]
    public Task A_mode_or_callback_that_accepts_every_certificate_is_reported() => Verify.Reports<SecurityAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Text() => new("Host=db.example.com;{|PGAP9003:SSL Mode=Require|}");

            public void Callback(NpgsqlDataSourceBuilder builder)
            {
        #pragma warning disable CS0618 // Obsolete, and still in use.
                builder.UseUserCertificateValidationCallback({|PGAP9003:(_, _, _, _) => true|});
                builder.UseSslClientAuthenticationOptionsCallback(tls => tls.RemoteCertificateValidationCallback = {|PGAP9003:(_, _, _, _) => { return true; }|});
                builder.UseUserCertificateValidationCallback({|PGAP9003:Accept|});
            }

            private static bool Accept(object sender, System.Security.Cryptography.X509Certificates.X509Certificate? certificate, System.Security.Cryptography.X509Certificates.X509Chain? chain, System.Net.Security.SslPolicyErrors errors) => true;
        }
        """);

    [Fact]
    public Task Certificates_that_are_checked_and_own_servers_are_quiet() => Verify.Quiet<SecurityAnalyzer>("""
        using System.Net.Http;
        using System.Net.Security;

        class Store
        {
            public NpgsqlConnection Full() => new("Host=db.example.com;SSL Mode=VerifyFull");

            public NpgsqlConnection Own() => new("Host=localhost;SSL Mode=Require");

            public void Callback(NpgsqlDataSourceBuilder builder) =>
                builder.UseSslClientAuthenticationOptionsCallback(tls => tls.RemoteCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None);

            public SocketsHttpHandler Http() => new() { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
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
                public NpgsqlConnection Open() => new("Host=db.example.com;SSL Mode=Require");
            }
        }
        """);

    [Fact]
    public Task The_certificate_is_asked_for() => Verify.FixesOneByOne<SecurityAnalyzer, CertificateNotVerifiedFix>("""
        class Store
        {
            public NpgsqlConnection Text() => new("Host=db.example.com;{|PGAP9003:SslMode=Require|};Database=shop");
        }
        """, """
        class Store
        {
            public NpgsqlConnection Text() => new("Host=db.example.com;SslMode=VerifyFull;Database=shop");
        }
        """);

    [Fact]
    public Task What_a_callback_is_to_look_at_is_left_to_people() => Verify.OffersNothing<SecurityAnalyzer, CertificateNotVerifiedFix>("""
        class Store
        {
            public void Callback(NpgsqlDataSourceBuilder builder) =>
                builder.UseSslClientAuthenticationOptionsCallback(tls => tls.RemoteCertificateValidationCallback = {|PGAP9003:(_, _, _, _) => true|});
        }
        """);

    [Fact]
    public Task A_callback_of_the_context_options_counts_too() => Verify.Reports<SecurityAnalyzer>("""
        class Shop(DbContextOptions<Shop> options) : DbContext(options)
        {
            public static void Configure(DbContextOptionsBuilder options, string text) =>
                options.UseNpgsql(text, provider => provider.RemoteCertificateValidationCallback({|PGAP9003:(_, _, _, _) => true|}));
        }
        """);
}
