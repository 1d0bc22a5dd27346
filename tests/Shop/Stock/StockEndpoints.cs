namespace Shop.Stock;

/// <summary>A supplier's whole price list.</summary>
internal sealed record PriceList(string Supplier, string[] Skus, decimal[] Prices);

/// <summary>The warehouse's addresses.</summary>
internal static class StockEndpoints
{
    public static void MapStock(this IEndpointRouteBuilder app)
    {
        var stock = app.MapGroup("/stock");
        stock.MapGet("/{sku}", (StockLevels levels, string sku, CancellationToken ct) => levels.QuantityAsync(sku, ct));
        stock.MapGet("/{sku}/available", (StockLevels levels, string sku, CancellationToken ct) => levels.AvailableAsync(sku, ct));
        stock.MapPost("/{sku}/reserve/{quantity:int}", (StockLevels levels, string sku, int quantity, CancellationToken ct) => levels.ReserveAsync(sku, quantity, ct));
        stock.MapGet("/low", (StockLevels levels, CancellationToken ct) => levels.LowAsync(ct));
        stock.MapGet("/quantities", (StockLevels levels, string[] sku, CancellationToken ct) => levels.QuantitiesAsync(sku, ct));
        stock.MapPost("/transfer", (StockLevels levels, string from, string to, int quantity, CancellationToken ct) => levels.TransferAsync(from, to, quantity, ct));
        stock.MapPost("/reorder-levels", (StockLevels levels, CancellationToken ct) => levels.RaiseReorderLevelsAsync(ct));
        stock.MapDelete("/reservations", (StockLevels levels, CancellationToken ct) => levels.ReleaseReservationsAsync(ct));
        stock.MapPost("/deliveries", (StockImport import, Delivery[] deliveries, CancellationToken ct) => import.BookAsync(deliveries, ct));
        stock.MapPost("/counts", (StockImport import, Delivery[] counts, CancellationToken ct) => import.CountAsync(counts, ct));
        stock.MapPost("/warehouse", (StockImport import, Delivery[] items, CancellationToken ct) => import.OpenWarehouseAsync(items, ct));
        stock.MapPost("/articles", (StockImport import, string[] skus, CancellationToken ct) => import.AddArticlesAsync(skus, ct));
        stock.MapPost("/erp", (StockImport import, string[] skus, CancellationToken ct) => import.ReleaseInErpAsync(skus, ct));

        var prices = app.MapGroup("/supplier-prices");
        prices.MapPut("/", (PriceImport import, List<SupplierPrice> list) => import.ReplaceAsync(list));
        prices.MapPost("/", (PriceImport import, SupplierPrice[] list, CancellationToken ct) => import.AddAsync(list, ct));
        prices.MapPost("/merge", (PriceImport import, PriceList list, CancellationToken ct) => import.MergeAsync(list.Supplier, list.Skus, list.Prices, ct));
        prices.MapPost("/apply/{supplier}", (PriceImport import, string supplier, CancellationToken ct) => import.ApplyAsync(supplier, ct));
        prices.MapPost("/remove", (PriceImport import, string[] suppliers, CancellationToken ct) => import.RemoveSuppliersAsync(suppliers, ct));
        prices.MapPost("/csv", async (PriceImport import, HttpRequest request, CancellationToken ct) =>
        {
            using var csv = new StreamReader(request.Body);
            await import.LoadCsvAsync(csv, ct);
        });
    }
}
