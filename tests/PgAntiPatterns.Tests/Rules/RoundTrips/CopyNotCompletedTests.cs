using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

public sealed class CopyNotCompletedTests
{
    [Fact]
    public Task An_import_that_writes_and_is_never_completed_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Prices(NpgsqlDataSource source)
        {
            public void Closed(int[] prices)
            {
                using var connection = source.OpenConnection();
                using (var importer = {|PGAP2008:connection.BeginBinaryImport("copy prices from stdin (format binary)")|})
                {
                    foreach (var price in prices)
                        importer.WriteRow(price);
                    importer.Close();
                }
            }

            public async Task ThroughAHelper(NpgsqlConnection connection)
            {
                await using var importer = await {|PGAP2008:connection.BeginBinaryImportAsync("copy prices from stdin (format binary)")|};
                Write(importer);
            }

            private static void Write(NpgsqlBinaryImporter importer) => importer.WriteRow(1);
        }
        """);

    [Fact]
    public Task An_import_that_somebody_completes_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Prices(NpgsqlConnection connection)
        {
            public ulong Completed(bool isWanted)
            {
                using var importer = connection.BeginBinaryImport("copy prices from stdin (format binary)");
                importer.WriteRow(1);
                return isWanted ? importer.Complete() : 0;
            }

            public void ThroughAHelper()
            {
                using var importer = connection.BeginBinaryImport("copy prices from stdin (format binary)");
                Write(importer);
            }

            public NpgsqlBinaryImporter HandedOut()
            {
                var importer = connection.BeginBinaryImport("copy prices from stdin (format binary)");
                importer.StartRow();
                return importer;
            }

            public void Probed()
            {
                using var importer = connection.BeginBinaryImport("copy prices from stdin (format binary)");
            }

            private static void Write(NpgsqlBinaryImporter importer)
            {
                importer.WriteRow(1);
                importer.Complete();
            }
        }
        """);

    [Fact]
    public Task The_import_is_completed_behind_its_last_row() => Verify.Fixes<RoundTripsAnalyzer, CopyNotCompletedFix>("""
        class Prices(NpgsqlConnection connection)
        {
            public void Closed(int[] prices)
            {
                using (var importer = {|PGAP2008:connection.BeginBinaryImport("copy prices from stdin (format binary)")|})
                {
                    foreach (var price in prices)
                        importer.WriteRow(price);
                    importer.Close();
                }
            }

            public async Task<int> Returned(int price, CancellationToken cancellation)
            {
                await using var importer = await {|PGAP2008:connection.BeginBinaryImportAsync("copy prices from stdin (format binary)", cancellation)|};
                await importer.WriteRowAsync(cancellation, price);
                return price;
            }

            public int Caught(int price)
            {
                using var importer = {|PGAP2008:connection.BeginBinaryImport("copy prices from stdin (format binary)")|};
                try
                {
                    importer.WriteRow(price);
                    return 1;
                }
                catch (PostgresException)
                {
                    return 0;
                }
            }

            public void Finally(int price)
            {
                var importer = {|PGAP2008:connection.BeginBinaryImport("copy prices from stdin (format binary)")|};
                try
                {
                    importer.WriteRow(price);
                }
                finally
                {
                    importer.Dispose();
                }
            }
        }
        """, """
        class Prices(NpgsqlConnection connection)
        {
            public void Closed(int[] prices)
            {
                using (var importer = connection.BeginBinaryImport("copy prices from stdin (format binary)"))
                {
                    foreach (var price in prices)
                        importer.WriteRow(price);
                    importer.Complete();
                    importer.Close();
                }
            }

            public async Task<int> Returned(int price, CancellationToken cancellation)
            {
                await using var importer = await connection.BeginBinaryImportAsync("copy prices from stdin (format binary)", cancellation);
                await importer.WriteRowAsync(cancellation, price);
                await importer.CompleteAsync(cancellation);
                return price;
            }

            public int Caught(int price)
            {
                using var importer = connection.BeginBinaryImport("copy prices from stdin (format binary)");
                try
                {
                    importer.WriteRow(price);
                    importer.Complete();
                    return 1;
                }
                catch (PostgresException)
                {
                    return 0;
                }
            }

            public void Finally(int price)
            {
                var importer = connection.BeginBinaryImport("copy prices from stdin (format binary)");
                try
                {
                    importer.WriteRow(price);
                    importer.Complete();
                }
                finally
                {
                    importer.Dispose();
                }
            }
        }
        """);

    [Fact]
    public Task An_import_is_not_completed_twice() => Verify.OffersNothing<RoundTripsAnalyzer, CopyNotCompletedFix>("""
        class Ledger(NpgsqlConnection connection)
        {
            public int M(bool small)
            {
                using var importer = {|PGAP2008:connection.BeginBinaryImport("copy t (a) from stdin (format binary)")|};
                if (small)
                {
                    importer.WriteRow(1);
                    return 1;
                }

                importer.WriteRow(2);
                importer.Complete();
                return 2;
            }
        }
        """);
}
