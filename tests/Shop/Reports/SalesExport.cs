using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;

namespace Shop.Reports;

/// <summary>One order as the accountants want it.</summary>
internal sealed record SalesRow(long Id, DateTime PlacedAt, string Status, decimal Total);

/// <summary>Hands whole months to accounting, from the analytics copy behind its pooler or from the shop itself.</summary>
internal sealed class SalesExport(NpgsqlDataSource dataSource, IConfiguration configuration)
{
    private const string AnalyticsConnection =
        "Host=analytics.shop.example;Port=6432;Database=analytics;Username=export;SSL Mode=VerifyFull;No Reset On Close=true;Search Path=sales";

    private const string Month = "select id, placed_at, status, total from orders where placed_at >= @from and placed_at < @to order by id";

    private static readonly NpgsqlDataSource Analytics = NpgsqlDataSource.Create(AnalyticsConnection);

    public IEnumerable<SalesRow> Stream(DateTime from)
    {
        using var connection = new NpgsqlConnection(configuration.GetConnectionString("Reports"));
        return connection.Query<SalesRow>(Month, new { from, to = from.AddMonths(1) }, buffered: false);
    }

    public async IAsyncEnumerable<SalesRow> RowsAsync(DateTime from, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(Month);
        command.Parameters.AddWithValue("from", from);
        command.Parameters.AddWithValue("to", from.AddMonths(1));
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return new SalesRow(reader.GetInt64(0), reader.GetDateTime(1), reader.GetString(2), reader.GetDecimal(3));
        }
    }

    public async Task<decimal> LifetimeRevenueAsync(CancellationToken ct)
    {
        await using var connection = await Analytics.OpenConnectionAsync(ct);
        await using (var settings = new NpgsqlCommand("set work_mem = '256MB'", connection))
        {
            await settings.ExecuteNonQueryAsync(ct);
        }

        await using var command = new NpgsqlCommand("select coalesce(sum(total), 0) from orders", connection);
        return await command.ExecuteScalarAsync(ct) is decimal revenue ? revenue : 0;
    }

    public async Task<long> OrdersInAnalyticsAsync(CancellationToken ct)
    {
        await using var command = Analytics.CreateCommand("select count(*) from orders");
        return await command.ExecuteScalarAsync(ct) is long orders ? orders : 0;
    }
}
