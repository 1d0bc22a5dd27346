using Dapper;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shop.Data;

namespace Shop.Reports;

/// <summary>Yesterday in one line.</summary>
internal sealed record DaySummary(long Orders, decimal Revenue, long Customers);

/// <summary>How the shop stands: the figures of the nightly mail.</summary>
internal sealed class NightlyReport(ReportContext reports, NpgsqlDataSource dataSource, IConfiguration configuration)
{
    public async Task<List<DailySales>> WeekAsync(DateOnly from, CancellationToken ct) =>
        await reports.DailySales
            .Where(sales => sales.Day >= from && sales.Day < from.AddDays(7))
            .OrderBy(sales => sales.Day)
            .ToListAsync(ct);

    public async Task<string> BestSellerAsync(DateTime since)
    {
        await using var connection = reports.Database.GetDbConnection();
        return await connection.QueryFirstOrDefaultAsync<string>(
            """
            select p.name
            from order_lines l
            join orders o on o.id = l.order_id
            join products p on p.id = l.product_id
            where o.placed_at >= @since
            group by p.name
            order by sum(l.quantity) desc, p.name
            limit 1
            """,
            new { since }) ?? "nothing";
    }

    public async Task<long> OpenOrdersAsync()
    {
        var connection = reports.Database.GetDbConnection();
        return await connection.ExecuteScalarAsync<long>("select count(*) from orders where status = 'open'");
    }

    public async Task<DaySummary> SummaryAsync(DateTime since)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        var orders = connection.ExecuteScalarAsync<long>("select count(*) from orders where placed_at >= @since", new { since });
        var revenue = connection.ExecuteScalarAsync<decimal>("select coalesce(sum(total), 0) from orders where placed_at >= @since", new { since });
        var customers = connection.ExecuteScalarAsync<long>("select count(distinct customer_id) from orders where placed_at >= @since", new { since });
        await Task.WhenAll(orders, revenue, customers);
        return new DaySummary(await orders, await revenue, await customers);
    }

    public async Task<DaySummary> SummaryOfDayAsync(DateTime day)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        return await connection.QuerySingleAsync<DaySummary>(
            """
            select count(*) as orders, coalesce(sum(total), 0) as revenue, count(distinct customer_id) as customers
            from orders
            where placed_at >= @day and placed_at < @end
            """,
            new { day, end = day.AddDays(1) });
    }

    public async Task<long> SlowMoversAsync(CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Reports"))
        {
            ApplicationName = "shop-nightly",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "select count(*) from products p where not exists (select from order_lines l where l.product_id = p.id)",
            connection);
        command.CommandTimeout = 0;
        return await command.ExecuteScalarAsync(ct) is long count ? count : 0;
    }
}
