using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class ObsoleteSettingTests
{
    [Fact]
    public Task Settings_that_the_driver_marks_as_obsolete_are_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Idle() => new("Host=localhost;{|PGAP3016:Internal Command Timeout=3|};{|PGAP3016:Trust Server Certificate=true|}");

            public NpgsqlConnection Types() => new("Host=localhost;{|PGAP3016:LoadTableComposites=true|}");
        }
        """);

    [Fact]
    public Task Settings_in_use_are_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Open() => new("Host=localhost;Command Timeout=3;Options='-c lock_timeout=1s'");
        }
        """);

    [Fact]
    public Task A_lookalike_type_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlConnection(string text)
            {
                public string Text => text;
            }

            class Store
            {
                public NpgsqlConnection Open() => new("Host=localhost;Internal Command Timeout=3");
            }
        }
        """);

    [Fact]
    public Task What_does_nothing_is_taken_out() => Verify.Fixes<PoolingAnalyzer, ObsoleteSettingFix>("""
        class Store
        {
            public NpgsqlConnection Idle() => new("Host=localhost;{|PGAP3016:Internal Command Timeout=3|};Database=shop");
        }
        """, """
        class Store
        {
            public NpgsqlConnection Idle() => new("Host=localhost;Database=shop");
        }
        """);

    [Fact]
    public Task What_still_does_something_is_left_to_people() => Verify.OffersNothing<PoolingAnalyzer, ObsoleteSettingFix>("""
        class Store
        {
            public NpgsqlConnection Types() => new("Host=localhost;{|PGAP3016:Load Table Composites=true|}");
        }
        """);
}
