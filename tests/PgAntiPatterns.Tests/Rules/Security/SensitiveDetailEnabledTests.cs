using PgAntiPatterns.CodeFixes.Security;
using PgAntiPatterns.Rules.Security;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Security;

public sealed class SensitiveDetailEnabledTests
{
    [Fact]
    public Task Values_shown_in_every_environment_are_reported() => Verify.Reports<SecurityAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Text() => new("Host=localhost;{|PGAP9004:Include Error Detail=true|};{|PGAP9004:Log Parameters=true|}");

            public void Logged(NpgsqlDataSourceBuilder builder) => builder.{|PGAP9004:EnableParameterLogging()|};

            public void Context(DbContextOptionsBuilder options, bool isSlow)
            {
                if (isSlow)
                {
                    options.UseNpgsql("Host=localhost").{|PGAP9004:EnableSensitiveDataLogging()|};
                }
            }
        }
        """);

    [Fact]
    public Task The_other_branch_of_a_check_is_production() => Verify.Reports<SecurityAnalyzer>("""
        using Microsoft.Extensions.Hosting;

        class Store
        {
            public void Context(DbContextOptionsBuilder options, IHostEnvironment environment)
            {
                if (environment.IsDevelopment())
                {
                    options.EnableDetailedErrors();
                }
                else
                {
                    options.{|PGAP9004:EnableSensitiveDataLogging()|};
                }

                if (environment.IsProduction())
                {
                    options.{|PGAP9004:EnableSensitiveDataLogging()|};
                }
            }
        }
        """);

    [Fact]
    public Task What_only_developers_see_is_quiet() => Verify.Quiet<SecurityAnalyzer>("""
        using Microsoft.Extensions.Hosting;

        class Store(bool isVerbose)
        {
            public void Context(DbContextOptionsBuilder options, IHostEnvironment environment)
            {
                if (environment.IsDevelopment() || environment.IsEnvironment("Local"))
                {
                    options.EnableSensitiveDataLogging();
                }

                if (!environment.IsProduction())
                {
                    options.EnableSensitiveDataLogging();
                }

                if (isVerbose)
                {
                    options.EnableSensitiveDataLogging();
                }

                options.EnableSensitiveDataLogging(environment.IsDevelopment());
                options.EnableSensitiveDataLogging(false);
                options.EnableDetailedErrors();
        #if DEBUG || true
                options.EnableSensitiveDataLogging();
        #endif
            }

            public void Early(NpgsqlDataSourceBuilder builder, IHostEnvironment environment)
            {
                if (!environment.IsDevelopment())
                {
                    return;
                }

                builder.EnableParameterLogging();
            }

            public NpgsqlConnection Off() => new("Host=localhost;Include Error Detail=false");
        }
        """);

    [Fact]
    public Task A_lookalike_type_is_quiet() => Verify.Quiet<SecurityAnalyzer>("""
        namespace Elsewhere
        {
            class NpgsqlDataSourceBuilder
            {
                public void EnableParameterLogging(bool parameterLoggingEnabled = true)
                {
                }
            }

            class Store
            {
                public void Logged(NpgsqlDataSourceBuilder builder) => builder.EnableParameterLogging();
            }
        }
        """);

    [Fact]
    public Task The_setting_or_the_call_is_taken_out() => Verify.Fixes<SecurityAnalyzer, SensitiveDetailEnabledFix>("""
        class Store
        {
            public NpgsqlConnection Text() => new("Host=localhost;{|PGAP9004:Include Error Detail=true|}");

            public void Logged(NpgsqlDataSourceBuilder builder)
            {
                builder.{|PGAP9004:EnableParameterLogging()|};
                builder.EnableDynamicJson();
            }

            public void Context(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost").{|PGAP9004:EnableSensitiveDataLogging()|}.EnableDetailedErrors();
        }
        """, """
        class Store
        {
            public NpgsqlConnection Text() => new("Host=localhost");

            public void Logged(NpgsqlDataSourceBuilder builder)
            {
                builder.EnableDynamicJson();
            }

            public void Context(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost").EnableDetailedErrors();
        }
        """);

    [Fact]
    public Task A_setting_behind_a_check_or_for_tools_only_is_quiet() => Verify.Quiet<SecurityAnalyzer>("""
        using Microsoft.EntityFrameworkCore.Design;

        class Shop(DbContextOptions<Shop> options) : DbContext(options);

        class ShopForTools : IDesignTimeDbContextFactory<Shop>
        {
            public Shop CreateDbContext(string[] args) =>
                new(new DbContextOptionsBuilder<Shop>().UseNpgsql("Host=localhost;Database=shop;Include Error Detail=true").EnableSensitiveDataLogging().Options);
        }

        class Store
        {
            public string Text(string text, bool isVerbose)
            {
                var builder = new NpgsqlConnectionStringBuilder(text);
        #if DEBUG
                builder.IncludeErrorDetail = true;
        #endif
                if (isVerbose)
                {
                    builder.LogParameters = true;
                }

                return builder.ConnectionString;
            }
        }
        """);
}
