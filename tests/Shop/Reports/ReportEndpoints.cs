namespace Shop.Reports;

/// <summary>The reports' addresses.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var reports = app.MapGroup("/reports");
        reports.MapGet("/week/{from:datetime}", (NightlyReport report, DateOnly from, CancellationToken ct) => report.WeekAsync(from, ct));
        reports.MapGet("/best-seller", (NightlyReport report) => report.BestSellerAsync(DateTime.UtcNow.AddDays(-1)));
        reports.MapGet("/open", (NightlyReport report) => report.OpenOrdersAsync());
        reports.MapGet("/summary", (NightlyReport report) => report.SummaryAsync(DateTime.UtcNow.AddDays(-1)));
        reports.MapGet("/summary/{day:datetime}", (NightlyReport report, DateTime day) => report.SummaryOfDayAsync(DateTime.SpecifyKind(day, DateTimeKind.Utc)));
        reports.MapGet("/slow-movers", (NightlyReport report, CancellationToken ct) => report.SlowMoversAsync(ct));

        var export = app.MapGroup("/export");
        export.MapGet("/{from:datetime}", (SalesExport sales, DateTime from) => sales.Stream(DateTime.SpecifyKind(from, DateTimeKind.Utc)));
        export.MapGet("/{from:datetime}/rows", (SalesExport sales, DateTime from, CancellationToken ct) =>
            sales.RowsAsync(DateTime.SpecifyKind(from, DateTimeKind.Utc), ct));
        export.MapGet("/lifetime", (SalesExport sales, CancellationToken ct) => sales.LifetimeRevenueAsync(ct));
        export.MapGet("/orders", (SalesExport sales, CancellationToken ct) => sales.OrdersInAnalyticsAsync(ct));
    }
}
