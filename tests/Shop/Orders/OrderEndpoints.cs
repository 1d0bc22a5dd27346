namespace Shop.Orders;

/// <summary>What a customer sends to order.</summary>
internal sealed record NewOrder(long CustomerId, Dictionary<long, int> Basket);

/// <summary>The orders' addresses.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/orders");
        orders.MapPost("/", (OrderService service, NewOrder order, CancellationToken ct) => service.PlaceAsync(order.CustomerId, order.Basket, ct));
        orders.MapGet("/to-pack/{since:datetime}", (OrderQueries queries, DateTime since, CancellationToken ct) =>
            queries.ToPackAsync(DateTime.SpecifyKind(since, DateTimeKind.Utc), ct));
        orders.MapGet("/statuses", (OrderQueries queries, long[] id, CancellationToken ct) => queries.StatusesAsync(id, ct));
        orders.MapGet("/of/{email}", (OrderQueries queries, string email, CancellationToken ct) => queries.OfEmailAsync(email, ct));
        orders.MapGet("/with/{product:long}", (OrderQueries queries, long product, CancellationToken ct) => queries.OfProductAsync(product, ct));
        orders.MapPost("/basket", (OrderQueries queries, Dictionary<long, int> basket, CancellationToken ct) => queries.BasketValueAsync(basket, ct));
        orders.MapPost("/ship", (OrderService service, long[] ids, CancellationToken ct) => service.ShipAsync(ids, ct));
        orders.MapPost("/paid", (OrderService service, long[] ids, CancellationToken ct) => service.MarkPaidAsync(ids, ct));
        orders.MapPost("/{id:long}/cancel", (OrderService service, long id, CancellationToken ct) => service.CancelAsync(id, ct));
        orders.MapPost("/{id:long}/refund", (OrderService service, long id, CancellationToken ct) => service.RefundAsync(id, ct));
        orders.MapPost("/close", (OrderService service, CancellationToken ct) => service.CloseShippedAsync(ct));
        orders.MapDelete("/drafts", (OrderService service, CancellationToken ct) => service.PurgeDraftsAsync(DateTime.UtcNow.AddDays(-30), ct));

        var customers = app.MapGroup("/customers");
        customers.MapGet("/{id:long}/orders", (OrderQueries queries, long id, CancellationToken ct) => queries.OfCustomerAsync(id, ct));
        customers.MapPost("/{keep:long}/merge/{drop:long}", (OrderService service, long keep, long drop, CancellationToken ct) =>
            service.MergeCustomersAsync(keep, drop, ct));

        app.MapGet("/dashboard", (OrderQueries queries, CancellationToken ct) => queries.DashboardAsync(ct));
    }
}
