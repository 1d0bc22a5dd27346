using Npgsql;
using Shop.Reports;

namespace Shop.Workers;

/// <summary>Writes the figures of the day to the log, shortly after midnight.</summary>
internal sealed class NightlyWorker(IServiceScopeFactory scopes, ILogger<NightlyWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var now = DateTime.UtcNow;
            await Task.Delay(now.Date.AddDays(1).AddMinutes(5) - now, stoppingToken);
            try
            {
                await ReportAsync(now.Date);
            }
            catch (NpgsqlException exception)
            {
                logger.LogError(exception, "No report for {Day}", now.Date);
            }
        }
    }

    private async Task ReportAsync(DateTime day)
    {
        await using var scope = scopes.CreateAsyncScope();
        var report = scope.ServiceProvider.GetRequiredService<NightlyReport>();
        var summary = await report.SummaryOfDayAsync(day);
        logger.LogInformation("{Orders} orders, {Revenue} of revenue, {Customers} customers", summary.Orders, summary.Revenue, summary.Customers);
    }
}
