using PgAntiPatterns.CodeFixes.Connections;
using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class CopyNotFinishedTests
{
    [Fact]
    public Task A_copy_that_is_left_open_disturbed_or_textual_is_reported() => Verify.Reports<ConnectionsAnalyzer>("""
        class Prices(NpgsqlDataSource source)
        {
            public void LeftOpen()
            {
                using var connection = source.OpenConnection();
                var exporter = {|PGAP1016:connection.BeginBinaryExport("copy prices to stdout (format binary)")|};
                exporter.StartRow();
                connection.Execute("select 1");
            }

            public void Lost(string line)
            {
                using var connection = source.OpenConnection();
                var writer = {|PGAP1016:connection.BeginTextImport("copy prices from stdin")|};
                writer.WriteLine(line);
            }

            public void Disturbed()
            {
                using var connection = source.OpenConnection();
                using var importer = connection.BeginBinaryImport("copy prices from stdin (format binary)");
                importer.StartRow();
                {|PGAP1016:connection.Execute("select 1")|};
                importer.Complete();
            }

            public void Textual()
            {
                using var connection = source.OpenConnection();
                using var importer = {|PGAP1016:connection.BeginBinaryImport("copy prices from stdin")|};
                importer.Complete();
            }
        }
        """);

    [Fact]
    public Task A_copy_that_ends_in_time_is_quiet() => Verify.Quiet<ConnectionsAnalyzer>("""
        class Prices(NpgsqlDataSource source)
        {
            public void Ended(string line)
            {
                using var connection = source.OpenConnection();
                using (var writer = connection.BeginTextImport("copy prices from stdin"))
                {
                    writer.WriteLine(line);
                }

                connection.Execute("select 1");
            }

            public void OldSpelling()
            {
                using var connection = source.OpenConnection();
                using var importer = connection.BeginBinaryImport("copy prices from stdin with binary");
                importer.Complete();
            }

            public System.IO.TextWriter HandedOut(NpgsqlConnection connection) => connection.BeginTextImport("copy prices from stdin");
        }
        """);

    [Fact]
    public Task A_raw_copy_loses_rows_where_it_takes_them_in() => Verify.Reports<ConnectionsAnalyzer>("""
        class Prices(NpgsqlDataSource source)
        {
            public async Task Out(System.IO.Stream to)
            {
                await using var connection = await source.OpenConnectionAsync();
                var stream = await connection.BeginRawBinaryCopyAsync("copy prices to stdout (format binary)");
                await stream.CopyToAsync(to);
            }

            public async Task In(System.IO.Stream from)
            {
                await using var connection = await source.OpenConnectionAsync();
                var stream = await {|PGAP1016:connection.BeginRawBinaryCopyAsync("copy prices from stdin (format binary)")|};
                await from.CopyToAsync(stream);
            }
        }
        """);

    [Fact]
    public Task The_copy_ends_and_is_binary() => Verify.Fixes<ConnectionsAnalyzer, CopyNotFinishedFix>("""
        class Prices(NpgsqlDataSource source)
        {
            public async Task LeftOpen()
            {
                await using var connection = await source.OpenConnectionAsync();
                var importer = await {|PGAP1016:connection.BeginBinaryImportAsync("copy prices from stdin (format binary)")|};
                await importer.CompleteAsync();
                await connection.ExecuteAsync("analyze prices");
            }

            public void Textual()
            {
                using var connection = source.OpenConnection();
                using var importer = {|PGAP1016:connection.BeginBinaryImport("copy prices from stdin")|};
                importer.Complete();
            }
        }
        """, """
        class Prices(NpgsqlDataSource source)
        {
            public async Task LeftOpen()
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var importer = await connection.BeginBinaryImportAsync("copy prices from stdin (format binary)");
                await importer.CompleteAsync();
                await importer.DisposeAsync();
                await connection.ExecuteAsync("analyze prices");
            }

            public void Textual()
            {
                using var connection = source.OpenConnection();
                using var importer = connection.BeginBinaryImport("copy prices from stdin (FORMAT BINARY)");
                importer.Complete();
            }
        }
        """);
}
