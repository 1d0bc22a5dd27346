using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Orders;

/// <summary>Changes orders through EF.</summary>
internal sealed class OrderService(ShopContext db, IDbContextFactory<ShopContext> contexts)
{
    public async Task<long> PlaceAsync(long customerId, IReadOnlyDictionary<long, int> basket, CancellationToken ct)
    {
        var productIds = basket.Keys.ToArray();
        var prices = await db.Products
            .Where(product => productIds.Contains(product.Id))
            .ToDictionaryAsync(product => product.Id, product => product.Price, ct);

        var order = new Order { CustomerId = customerId };
        foreach (var (productId, quantity) in basket)
        {
            order.Lines.Add(new OrderLine { ProductId = productId, Quantity = quantity, Price = prices[productId] });
            order.Total += prices[productId] * quantity;
        }

        db.Orders.Add(order);
        await db.SaveChangesAsync(ct);
        return order.Id;
    }

    public async Task ShipAsync(long[] orderIds, CancellationToken ct)
    {
        var orders = await db.Orders.Where(order => orderIds.Contains(order.Id)).ToListAsync(ct);
        foreach (var order in orders)
        {
            order.Status = "shipped";
            await db.SaveChangesAsync(ct);
        }
    }

    public async Task MarkPaidAsync(long[] orderIds, CancellationToken ct)
    {
        var orders = await db.Orders.Where(order => orderIds.Contains(order.Id) && order.Status == "open").ToListAsync(ct);
        foreach (var order in orders)
        {
            order.Status = order.Total == 0 ? "free" : "paid";
        }

        await db.SaveChangesAsync(ct);
    }

    public async Task CancelAsync(long orderId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.OrderLines.Where(line => line.OrderId == orderId).ExecuteDeleteAsync(ct);
        await db.Orders.Where(order => order.Id == orderId).ExecuteUpdateAsync(order => order.SetProperty(o => o.Status, "cancelled"), ct);
    }

    public async Task RefundAsync(long orderId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.OrderLines.Where(line => line.OrderId == orderId).ExecuteUpdateAsync(line => line.SetProperty(l => l.Price, 0m), ct);
        await db.Orders.Where(order => order.Id == orderId).ExecuteUpdateAsync(order => order.SetProperty(o => o.Total, 0m), ct);
        await transaction.CommitAsync(ct);
    }

    public async Task PurgeDraftsAsync(DateTime before, CancellationToken ct)
    {
        var drafts = await db.Orders.Where(order => order.Status == "draft" && order.PlacedAt < before).ToListAsync(ct);
        db.Orders.RemoveRange(drafts);
        await db.SaveChangesAsync(ct);
    }

    public async Task MergeCustomersAsync(long keep, long drop, CancellationToken ct)
    {
        var context = await contexts.CreateDbContextAsync(ct);
        var transaction = await context.Database.BeginTransactionAsync(ct);
        await context.Orders.Where(order => order.CustomerId == drop).ExecuteUpdateAsync(order => order.SetProperty(o => o.CustomerId, keep), ct);
        await context.Customers.Where(customer => customer.Id == drop).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
    }

    public async Task<int> CloseShippedAsync(CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Orders.Where(order => order.Status == "shipped").ExecuteUpdateAsync(order => order.SetProperty(o => o.Status, "closed"), ct);
    }
}
