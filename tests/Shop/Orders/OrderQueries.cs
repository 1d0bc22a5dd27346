using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Orders;

/// <summary>An order as the customer's account page shows it.</summary>
internal sealed record OrderCard(long Id, string Customer, string Status, decimal Total, int Lines);

/// <summary>An order as the packing list shows it.</summary>
internal sealed record PackingEntry(long Id, string Customer);

/// <summary>The figures on the first page of the back office.</summary>
internal sealed record Dashboard(int Open, int Customers);

/// <summary>Reads orders through EF.</summary>
internal sealed class OrderQueries(ShopContext db)
{
    public async Task<List<OrderCard>> OfCustomerAsync(long customerId, CancellationToken ct)
    {
        var orders = await db.Orders
            .Include(order => order.Customer)
            .Include(order => order.Lines)
            .Where(order => order.CustomerId == customerId)
            .OrderByDescending(order => order.PlacedAt)
            .ToListAsync(ct);

        var cards = new List<OrderCard>();
        foreach (var order in orders)
        {
            cards.Add(new OrderCard(order.Id, order.Customer!.Name, order.Status, order.Total, order.Lines.Count));
        }

        return cards;
    }

    public async Task<List<PackingEntry>> ToPackAsync(DateTime since, CancellationToken ct)
    {
        var orders = await db.Orders.Where(order => order.Status == "paid" && order.PlacedAt >= since).OrderBy(order => order.Id).ToListAsync(ct);

        var entries = new List<PackingEntry>();
        foreach (var order in orders)
        {
            entries.Add(new PackingEntry(order.Id, order.Customer!.Name));
        }

        return entries;
    }

    public async Task<decimal> BasketValueAsync(IReadOnlyDictionary<long, int> basket, CancellationToken ct)
    {
        var sum = 0m;
        foreach (var (productId, quantity) in basket)
        {
            var product = await db.Products.FirstOrDefaultAsync(p => p.Id == productId, ct);
            sum += (product?.Price ?? 0) * quantity;
        }

        return sum;
    }

    public async Task<Dictionary<long, string>> StatusesAsync(long[] orderIds, CancellationToken ct) =>
        await db.Orders
            .Where(order => orderIds.Contains(order.Id))
            .ToDictionaryAsync(order => order.Id, order => order.Status, ct);

    public async Task<Dashboard> DashboardAsync(CancellationToken ct)
    {
        var open = db.Orders.CountAsync(order => order.Status == "open", ct);
        var customers = db.Customers.CountAsync(ct);
        await Task.WhenAll(open, customers);
        return new Dashboard(await open, await customers);
    }

    // EF1002 stops at the call: written into the argument, EF itself would warn about this string.
    public async Task<List<long>> OfEmailAsync(string email, CancellationToken ct)
    {
        var sql = $"select o.id, o.customer_id, o.status, o.placed_at, o.total from orders o join customers c on c.id = o.customer_id where c.email = '{email}'";
        return await db.Orders.FromSqlRaw(sql).OrderBy(order => order.Id).Select(order => order.Id).ToListAsync(ct);
    }

    public async Task<List<long>> OfProductAsync(long productId, CancellationToken ct) =>
        await db.Database
            .SqlQuery<long>($"select distinct order_id as \"Value\" from order_lines where product_id = {productId}")
            .ToListAsync(ct);
}
