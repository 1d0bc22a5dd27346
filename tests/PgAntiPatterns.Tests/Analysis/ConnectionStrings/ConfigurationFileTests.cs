using PgAntiPatterns.Rules.Pooling;
using PgAntiPatterns.Rules.Security;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Analysis.ConnectionStrings;

/// <summary>Connection strings in configuration files: found where they can only be PostgreSQL's, or where code hands them to Npgsql.</summary>
public sealed class ConfigurationFileTests
{
    private const string NoUse = "class Store;";

    [Fact]
    public Task A_string_for_PostgreSQL_is_read_wherever_it_stands() => Verify.ReportsInFile<PoolingAnalyzer>(NoUse, "appsettings.json", """
        {
          // The shop's.
          "ConnectionStrings": {
            "Shop": "Host=localhost;Database=shop;{|PGAP3003:Pooling=false|}",
            "Old": "Host=localhost;Database=shop;{|PGAP3006:Max Pool Size=5|}",
            "Hosted": "{|PGAP3007:postgresql://app@localhost/shop|}",
            "Named": "Host=localhost;Database=shop;Application Name=\"a;Max Pool Size=1\";{|PGAP3003:Pooling=false|}",
          },
          "Jobs": { "Storage": [ "Server=localhost;Port=5432;DB=jobs;{|PGAP3017:Command Timeout=0|}" ] }
        }
        """);

    [Fact]
    public Task Strings_for_other_systems_are_quiet() => Verify.ReportsInFile<PoolingAnalyzer>(NoUse, "appsettings.json", """
        {
          "ConnectionStrings": {
            "Erp": "Server=erp;Initial Catalog=Erp;Integrated Security=true;Max Pool Size=5",
            "Blog": "Server=blog;Port=3306;Database=wp;Uid=app;Pooling=false",
            "Bus": "host=rabbit;virtualHost=/;username=guest;password=guest",
            "Cache": "redis:6379,password=x,ssl=True",
            "File": "Data Source=shop.db;Pooling=false",
            "Queue": "amqp://app@queue/shop"
          },
          "Hint": "Write Host=localhost;Pooling=false for tests",
          "Psql": "postgresql://app@localhost/shop"
        }
        """);

    [Fact]
    public Task A_name_that_code_hands_to_Npgsql_makes_the_string_PostgreSQLs() => Verify.ReportsInFile<PoolingAnalyzer>("""
        using Microsoft.Extensions.Configuration;

        class Store(IConfiguration configuration)
        {
            private const string Name = "Legacy";

            public NpgsqlConnection Legacy() => new(configuration.GetConnectionString(Name));

            public NpgsqlConnection Path() => new(configuration["ConnectionStrings:Path"]);

            public NpgsqlConnection Section() => new(configuration.GetSection("ConnectionStrings")["Section"]);

            public NpgsqlConnection Value() => new(configuration.GetValue<string>("Shop:Value"));

            public NpgsqlConnection Pooler() => new(configuration.GetConnectionString("Pooler") + ";Pooling=false");
        }
        """, "appsettings.json", """
        {
          "ConnectionStrings": {
            "Legacy": "Server=erp;{|PGAP3006:Initial Catalog=Erp|}",
            "Path": "{|PGAP3007:postgres://app@localhost/shop|}",
            "Section": "Server=erp;{|PGAP3006:Max Pool Size=5|}",
            "Pooler": "Host=localhost;{|PGAP3009:Port=6432|};Database=shop"
          },
          "Shop": { "Value": "Server=erp;{|PGAP3006:Encrypt=true|}" }
        }
        """);

    [Fact]
    public Task A_uri_that_code_takes_apart_is_quiet() => Verify.ReportsInFile<PoolingAnalyzer>("""
        using Microsoft.Extensions.Configuration;

        class Store(IConfiguration configuration)
        {
            public Uri Address() => new(configuration.GetConnectionString("Hosted")!);
        }
        """, "appsettings.json", """
        { "ConnectionStrings": { "Hosted": "postgresql://app@localhost/shop" } }
        """);

    [Fact]
    public Task Secrets_count_in_what_is_deployed() => Verify.ReportsInFile<SecurityAnalyzer>(NoUse, "appsettings.Production.json", """
        { "ConnectionStrings": { "Shop": "Host=db.example.com;Database=shop;Username=app;{|PGAP9001:Password=blue-kettle|};{|PGAP9004:Include Error Detail=true|}" } }
        """);

    [Fact]
    public Task Secrets_of_a_developers_own_settings_are_quiet() => Verify.ReportsInFile<SecurityAnalyzer>(NoUse, "appsettings.Development.json", """
        { "ConnectionStrings": { "Shop": "Host=db.example.com;Database=shop;Username=app;Password=blue-kettle;Include Error Detail=true;SSL Mode=Require" } }
        """);

    [Theory]
    [InlineData("")]
    [InlineData("{ \"ConnectionStrings\": { \"A\": \"Host=x;Database=y;Pooling=false")]
    [InlineData("{ \"A\": \"Host=x;Database=y;Colour\", \"B\": \"Host='x;Database=y\" }")]
    [InlineData("[[[[")]
    public Task Broken_files_are_quiet(string file) => Verify.ReportsInFile<PoolingAnalyzer>(NoUse, "appsettings.json", file);

    [Fact]
    public Task Strings_that_Npgsql_could_read_but_other_drivers_are_meant_by_are_quiet() => Verify.ReportsInFile<PoolingAnalyzer>(NoUse, "appsettings.json", """
        {
          "ConnectionStrings": {
            "Blog": "Server=blog;Database=wp;Uid=app;SslMode=None;Pooling=false",
            "Erp": "Server=erp;Database=Erp;User Id=sa;Pooling=false",
            "MySqlMain": "Server=blog;Database=wp;Uid=app;Pooling=false",
            "Shop": "Host=localhost;Port={!PORT:5432};Database={!NAME}"
          }
        }
        """);

    [Fact]
    public Task A_key_that_is_given_twice_counts_as_its_last_value_where_code_reads_it() => Verify.ReportsInFile<PoolingAnalyzer>("""
        using Microsoft.Extensions.Configuration;

        class Store(IConfiguration configuration)
        {
            public NpgsqlConnection Open() => new(configuration.GetConnectionString("Shop"));
        }
        """, "appsettings.json", """
        { "ConnectionStrings": { "Shop": "Server=erp;Initial Catalog=Erp", "Shop": "Server=erp;{|PGAP3006:Encrypt=true|}" } }
        """);

    [Fact]
    public Task Quoting_that_does_not_end_is_reported_where_Npgsql_certainly_reads_it() => Verify.ReportsInFile<PoolingAnalyzer>("""
        using Microsoft.Extensions.Configuration;

        class Store(IConfiguration configuration)
        {
            public NpgsqlConnection Open() => new(configuration.GetConnectionString("Shop"));

            public NpgsqlConnection Literal() => new("{|PGAP3006:Host=localhost;Application Name=\"shop|}");
        }
        """, "appsettings.json", """
        { "ConnectionStrings": { "Shop": "{|PGAP3006:Host=localhost;Application Name='shop|}", "Other": "Host=localhost;Application Name='shop" } }
        """);

    [Fact]
    public Task A_byte_order_mark_and_unusual_characters_are_passed_over() => Verify.ReportsInFile<PoolingAnalyzer>(NoUse, "appsettings.json", "\uFEFF" + """
        { "Odd": "Host=localhost;Database=\u0000;Pooling=false\uD800", "Even": "Host=localhost;Database=Straße;{|PGAP3003:Pooling=false|}" }
        """);

    [Fact]
    public Task Ten_megabytes_are_read() => Verify.ReportsInFile<PoolingAnalyzer>(NoUse, "appsettings.json",
        "{ \"Data\": [" + string.Concat(Enumerable.Repeat("\"text;with=signs\",", 600_000)) + "], \"Shop\": \"Host=localhost;Database=shop;{|PGAP3003:Pooling=false|}\" }");
}
