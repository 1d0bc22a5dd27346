using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.CodeFixes.Security;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Rules.Security;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

/// <summary>The fixes of settings, where these stand in a configuration file.</summary>
public sealed class ConfigurationFileFixTests
{
    [Fact]
    public async Task Keywords_are_renamed_and_taken_out() => Assert.Equal(
        """
        {
          // The shop's.
          "ConnectionStrings": {
            "Shop": "Host=localhost;Database=shop;Maximum Pool Size=5",
            "Jobs": "Host=localhost;Database=jobs;Application Name=\"a;b\";Timeout=5;Pooling=true",
          }
        }
        """,
        await FileFix.ApplyAsync<PoolingAnalyzer, KeywordNotAcceptedFix>("""
        {
          // The shop's.
          "ConnectionStrings": {
            "Shop": "Host=localhost;Initial Catalog=shop;Max Pool Size=5;MultipleActiveResultSets=true",
            "Jobs": "Host=localhost;Database=jobs;Application Name=\"a;b\";Connect Timeout=5;Pooling=yes",
          }
        }
        """, "PGAP3006"));

    [Fact]
    public async Task A_pool_is_switched_on_again() => Assert.Equal(
        """{ "Jobs": [ "Host=localhost;Database=jobs", "Host=localhost;Database=more;Timeout=5" ] }""",
        await FileFix.ApplyAsync<PoolingAnalyzer, PoolingDisabledFix>("""{ "Jobs": [ "Host=localhost;Database=jobs;Pooling=false", "Host=localhost;Pooling=False;Database=more;Timeout=5" ] }""", "PGAP3003"));

    [Fact]
    public async Task A_uri_becomes_keywords() => Assert.Equal(
        """{ "ConnectionStrings": { "Shop": "Host=localhost;Port=5433;Database=shop;Username=app;Password='a;b'" } }""",
        await FileFix.ApplyAsync<PoolingAnalyzer, UriConnectionStringFix>("""{ "ConnectionStrings": { "Shop": "postgres://app:a%3Bb@localhost:5433/shop" } }""", "PGAP3007"));

    [Fact]
    public async Task A_pooler_gets_its_setting() => Assert.Equal(
        """{ "Shop": "Host=localhost;Port=6432;No Reset On Close=true;Database=shop" }""",
        await FileFix.ApplyAsync<PoolingAnalyzer, PoolerNotConfiguredFix>("""{ "Shop": "Host=localhost;Port=6432;Database=shop" }""", "PGAP3009"));

    [Fact]
    public async Task The_reset_comes_back() => Assert.Equal(
        """{ "Shop": "Host=localhost;Database=shop" }""",
        await FileFix.ApplyAsync<PoolingAnalyzer, ResetDisabledFix>("""{ "Shop": "Host=localhost;Database=shop;No Reset On Close=true" }""", "PGAP3012"));

    [Fact]
    public async Task What_does_nothing_goes() => Assert.Equal(
        """{ "Shop": "Host=localhost;Database=shop" }""",
        await FileFix.ApplyAsync<PoolingAnalyzer, ObsoleteSettingFix>("""{ "Shop": "Host=localhost;Trust Server Certificate=true;Database=shop" }""", "PGAP3016"));

    [Fact]
    public async Task Transport_is_secured() => Assert.Equal(
        """{ "Shop": "Host=db.shop.com;Database=shop;SSL Mode=VerifyFull" }""",
        await FileFix.ApplyAsync<SecurityAnalyzer, EncryptionNotRequiredFix>("""{ "Shop": "Host=db.shop.com;Database=shop;SSL Mode=Disable" }""", "PGAP9002"));

    [Fact]
    public async Task The_certificate_is_checked() => Assert.Equal(
        """{ "Shop": "Host=db.shop.com;Database=shop;SslMode=VerifyFull" }""",
        await FileFix.ApplyAsync<SecurityAnalyzer, CertificateNotVerifiedFix>("""{ "Shop": "Host=db.shop.com;Database=shop;SslMode=Require" }""", "PGAP9003"));

    [Fact]
    public async Task Details_and_passwords_are_kept_back() => Assert.Equal(
        """{ "Shop": "Host=localhost;Database=shop;Timeout=5" }""",
        await FileFix.ApplyAsync<SecurityAnalyzer, SecurityInfoPersistedFix>(
            await FileFix.ApplyAsync<SecurityAnalyzer, SensitiveDetailEnabledFix>("""{ "Shop": "Host=localhost;Database=shop;Include Error Detail=true;Persist Security Info=true;Timeout=5" }""", "PGAP9004"),
            "PGAP9005"));
}
