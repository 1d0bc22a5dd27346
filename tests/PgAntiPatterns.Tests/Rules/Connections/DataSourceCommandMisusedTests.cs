using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class DataSourceCommandMisusedTests
{
    [Fact]
    public Task What_a_command_of_a_data_source_refuses_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Rates(NpgsqlDataSource source, NpgsqlTransaction transaction)
        {
            public void Prepared()
            {
                using var command = source.CreateCommand("select 1");
                {|PGAP1015:command.Prepare()|};
            }

            public void Enlisted()
            {
                using var batch = source.CreateBatch();
                {|PGAP1015:batch.Transaction|} = transaction;
            }
        }
        """);

    [Fact]
    public Task A_command_on_a_connection_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Rates(NpgsqlDataSource source, NpgsqlTransaction transaction)
        {
            public void Prepared()
            {
                using var connection = source.OpenConnection();
                using var command = connection.CreateCommand();
                command.CommandText = "select 1";
                command.Transaction = transaction;
                command.Prepare();
            }
        }
        """);

    [Fact]
    public Task The_preparation_goes() => Verify.Fixes<ConnectionsAnalyzer, DataSourceCommandMisusedFix>("""
        class Rates(NpgsqlDataSource source)
        {
            public object? Read()
            {
                using var command = source.CreateCommand("select 1");
                {|PGAP1015:command.Prepare()|};
                return command.ExecuteScalar();
            }
        }
        """, """
        class Rates(NpgsqlDataSource source)
        {
            public object? Read()
            {
                using var command = source.CreateCommand("select 1");
                return command.ExecuteScalar();
            }
        }
        """);
}
