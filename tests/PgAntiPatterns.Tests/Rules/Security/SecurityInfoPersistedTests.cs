using PgAntiPatterns.CodeFixes.Security;
using PgAntiPatterns.Rules.Security;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Security;

public sealed class SecurityInfoPersistedTests
{
    [Fact]
    public Task A_password_that_is_kept_is_reported() => Verify.Reports<SecurityAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Text() => new("Host=localhost;{|PGAP9005:Persist Security Info=true|}");

            public void Builder(NpgsqlConnectionStringBuilder builder) => {|PGAP9005:builder.PersistSecurityInfo = true|};
        }
        """);

    [Fact]
    public Task The_default_and_unknown_values_are_quiet() => Verify.Quiet<SecurityAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Off() => new("Host=localhost;Persist Security Info=false");

            public void Asked(NpgsqlConnectionStringBuilder builder, bool isKept) => builder.PersistSecurityInfo = isKept;
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
                public NpgsqlConnection Open() => new("Host=localhost;Persist Security Info=true");
            }
        }
        """);

    [Fact]
    public Task The_setting_is_taken_out() => Verify.Fixes<SecurityAnalyzer, SecurityInfoPersistedFix>("""
        class Store
        {
            public NpgsqlConnection Text() => new("{|PGAP9005:Persist Security Info=true|};Host=localhost");
        }
        """, """
        class Store
        {
            public NpgsqlConnection Text() => new("Host=localhost");
        }
        """);
}
