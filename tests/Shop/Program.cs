using Npgsql;
using Shop.Catalogue;
using Shop.Data;
using Shop.Orders;
using Shop.Reports;
using Shop.Stock;
using Shop.Tenants;
using Shop.Workers;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddShopData(builder.Configuration);
builder.Services.AddSingleton<AuditLog>();
builder.Services.AddSingleton<ProductSearch>();
builder.Services.AddSingleton<Reviews>();
builder.Services.AddScoped<OrderQueries>();
builder.Services.AddScoped<OrderService>();
builder.Services.AddSingleton<StockLevels>();
builder.Services.AddSingleton<StockImport>();
builder.Services.AddSingleton<PriceImport>();
builder.Services.AddScoped<NightlyReport>();
builder.Services.AddSingleton<SalesExport>();
builder.Services.AddSingleton<TenantAdmin>();
builder.Services.AddHostedService<OutboxWorker>();
builder.Services.AddHostedService<EventListener>();
builder.Services.AddHostedService<ParcelWorker>();
builder.Services.AddHostedService<NightlyWorker>();

var app = builder.Build();

app.MapCatalogue();
app.MapOrders();
app.MapStock();
app.MapReports();
app.MapTenants();

app.MapGet("/health", async (IConfiguration configuration, CancellationToken ct) =>
{
    await using var dataSource = NpgsqlDataSource.Create(configuration.GetConnectionString("Shop")!);
    await using var command = dataSource.CreateCommand("select 1");
    return await command.ExecuteScalarAsync(ct) is 1 ? Results.Ok("healthy") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
});

app.MapGet("/ready", async (NpgsqlDataSource dataSource, CancellationToken ct) =>
{
    await using var command = dataSource.CreateCommand("select count(*) from categories");
    return await command.ExecuteScalarAsync(ct) is > 0L ? Results.Ok("ready") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
});

app.Run();
