using PgAntiPatterns.CodeFixes.Pooling;
using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Pooling;

public sealed class KeywordNotAcceptedTests
{
    [Fact]
    public Task Keywords_of_other_drivers_and_misspelt_ones_are_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Sizes() => new("Host=localhost;{|PGAP3006:Max Pool Size=5|};{|PGAP3006:min pool size=1|}");

            public NpgsqlConnection Server() => new("{|PGAP3006:Data Source=localhost|};{|PGAP3006:Initial Catalog=shop|}");

            public NpgsqlDataSourceBuilder Spelling() => new("Host=localhost;{|PGAP3006:Aplication Name=shop|}");

            public NpgsqlConnectionStringBuilder Indexer() => new("Host=localhost") { {|PGAP3006:["Connect Timeout"] = 5|} };

            public void Add(NpgsqlConnectionStringBuilder builder) => {|PGAP3006:builder.Add("User", "app")|};

            public NpgsqlConnection Unknown(string password) => new($"Host=localhost;Password={password};{|PGAP3006:Colour=red|}");
        }
        """);

    [Fact]
    public Task Values_that_cannot_be_read_are_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Flag() => new("Host=localhost;{|PGAP3006:Pooling=yes|}");

            public NpgsqlConnection Number() => new("Host=localhost;{|PGAP3006:Timeout=5s|}");

            public NpgsqlConnection Mode() => new("Host=localhost;{|PGAP3006:SSL Mode=verify-full|}");

            public NpgsqlConnection Malformed() => new("{|PGAP3006:Host=localhost;Database|}");
        }
        """);

    [Fact]
    public Task Every_spelling_that_the_driver_accepts_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Synonyms() => new("SERVER = localhost ; db=shop;User Id=app;PWD=x;MaxPoolSize=5;Load Balance Timeout=9;sslmode=require;pooling=TRUE;Timeout=");

            public NpgsqlConnection Quoted() => new("Host=localhost;Application Name='a;Max Pool Size=1'");

            public NpgsqlConnection Unknown(string rest, string key) => new(rest + ";" + key + "=1");

            public NpgsqlConnection Empty() => new("");

            public DbConnectionStringBuilder Neutral() => new() { ConnectionString = "Data Source=shop.db" };
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
                public NpgsqlConnection Open() => new("Data Source=shop;Max Pool Size=5");
            }
        }
        """);

    [Fact]
    public Task The_keyword_that_is_meant_is_written() => Verify.Fixes<PoolingAnalyzer, KeywordNotAcceptedFix>("""
        class Store
        {
            public NpgsqlConnection Sizes() => new("Host=localhost;{|PGAP3006:Max Pool Size=5|}");

            public NpgsqlConnection Gone() => new("Host=localhost;{|PGAP3006:MultipleActiveResultSets=true|};Database=shop");

            public NpgsqlConnection Secure() => new("Host=localhost;{|PGAP3006:Encrypt=true|}");

            public NpgsqlConnection Value(string name) => new($"Host=localhost;Database={name};{|PGAP3006:Pooling=1|}");

            public void Change(NpgsqlConnectionStringBuilder builder)
            {
                {|PGAP3006:builder["Connect Timeout"] = 5|};
            }
        }
        """, """
        class Store
        {
            public NpgsqlConnection Sizes() => new("Host=localhost;Maximum Pool Size=5");

            public NpgsqlConnection Gone() => new("Host=localhost;Database=shop");

            public NpgsqlConnection Secure() => new("Host=localhost;SSL Mode=Require");

            public NpgsqlConnection Value(string name) => new($"Host=localhost;Database={name};Pooling=true");

            public void Change(NpgsqlConnectionStringBuilder builder)
            {
                builder["Timeout"] = 5;
            }
        }
        """);

    [Fact]
    public Task What_nobody_knows_is_left_alone() => Verify.OffersNothing<PoolingAnalyzer, KeywordNotAcceptedFix>("""
        class Store
        {
            public NpgsqlConnection Open() => new("Host=localhost;{|PGAP3006:Colour=red|}");
        }
        """);

    [Fact]
    public Task A_string_set_or_extended_on_a_plain_connection_or_builder_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            public DbConnection Open()
            {
                DbConnection connection = NpgsqlFactory.Instance.CreateConnection()!;
                connection.ConnectionString = "Host=localhost;{|PGAP3006:Initial Catalog=shop|}";
                return connection;
            }

            public void Extend(NpgsqlDataSourceBuilder builder) =>
                builder.ConnectionStringBuilder.ConnectionString += ";{|PGAP3006:Max Pool Size=5|}";
        }
        """);

    [Fact]
    public Task A_value_that_somebody_is_to_fill_in_is_quiet() => Verify.Quiet<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Braces() => new("Host=localhost;Port={PORT}");

            public NpgsqlConnection Dollar() => new("Host=localhost;Port=${PORT};Pooling=$(POOLING)");
        }
        """);

    [Fact]
    public Task A_number_or_word_that_the_setter_refuses_is_reported() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Slow() => new("Host=localhost;{|PGAP3006:Timeout=3600|};Command Timeout=3600");

            public NpgsqlConnection Nowhere() => new("Host=localhost;{|PGAP3006:Port=0|}");

            public NpgsqlConnection Writing() => new("Host=one,two;{|PGAP3006:Target Session Attributes=ReadWrite|}");

            public NpgsqlConnection Reading() => new("Host=one,two;Target Session Attributes=Prefer-Standby;Timeout=1024;Cancellation Timeout=-1");

            public NpgsqlConnectionStringBuilder Set() => new() { Host = "localhost", {|PGAP3006:Timeout = 2000|} };
        }
        """);

    [Fact]
    public Task A_test_that_waits_for_the_refusal_is_quiet_and_any_other_is_not() => Verify.Reports<PoolingAnalyzer>("""
        namespace Xunit
        {
            class FactAttribute : Attribute;

            static class Assert
            {
                public static void Throws<T>(Func<object> action) where T : Exception
                {
                }
            }
        }

        class Tests
        {
            [Xunit.Fact]
            public void Keyword() => Xunit.Assert.Throws<ArgumentException>(() => new NpgsqlConnection("Host=localhost;Colour=red"));

            [Xunit.Fact]
            public void Uri() => Xunit.Assert.Throws<ArgumentException>(() => new NpgsqlConnection("postgres://app@localhost/shop"));

            [Xunit.Fact]
            public void Open() => new NpgsqlConnection("Host=localhost;{|PGAP3006:Colour=red|}").Open();
        }
        """);

    [Fact]
    public Task Settings_joined_by_the_framework_are_read() => Verify.Reports<PoolingAnalyzer>("""
        class Store
        {
            public NpgsqlConnection Open() => new(string.Join(";", "Host=localhost", "Database=shop", "Username=app", "{|PGAP3006:Max Pool Size=4|}"));
        }
        """);

    [Fact]
    public Task A_name_that_EF_looks_up_in_the_configuration_is_no_keyword() => Verify.Reports<PoolingAnalyzer>("""
        class Shop : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Name=ConnectionStrings:Shop");
        }

        class Other : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("{|PGAP3006:Name=shop|};Host=localhost");

            public NpgsqlConnection Plain() => new("{|PGAP3006:Name=shop|}");
        }
        """);

    [Fact]
    public Task Keywords_of_a_builder_of_the_users_own_are_not_Npgsqls() => Verify.Quiet<PoolingAnalyzer>("""
        using System.Data.Common;

        class FileStringBuilder : DbConnectionStringBuilder
        {
            public string Path
            {
                get => (string)base["Path"];
                set => base["Path"] = value;
            }

            public void Reset() => this["Mode"] = "Open";
        }
        """);
}
