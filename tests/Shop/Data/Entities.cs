namespace Shop.Data;

/// <summary>A shelf of the catalogue.</summary>
public class Category
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public virtual ICollection<Product> Products { get; set; } = [];
}

/// <summary>What can be ordered.</summary>
public class Product
{
    public long Id { get; set; }

    public required string Sku { get; set; }

    public required string Name { get; set; }

    public decimal Price { get; set; }

    public int CategoryId { get; set; }

    public virtual Category? Category { get; set; }
}

/// <summary>Who orders.</summary>
public class Customer
{
    public long Id { get; set; }

    public required string Email { get; set; }

    public required string Name { get; set; }

    public virtual ICollection<Order> Orders { get; set; } = [];
}

/// <summary>One order with its lines.</summary>
public class Order
{
    public long Id { get; set; }

    public long CustomerId { get; set; }

    public virtual Customer? Customer { get; set; }

    public string Status { get; set; } = "open";

    public DateTime PlacedAt { get; set; } = DateTime.UtcNow;

    public decimal Total { get; set; }

    public virtual ICollection<OrderLine> Lines { get; set; } = [];
}

/// <summary>One product of an order, at the price of the day.</summary>
public class OrderLine
{
    public long Id { get; set; }

    public long OrderId { get; set; }

    public long ProductId { get; set; }

    public virtual Product? Product { get; set; }

    public int Quantity { get; set; }

    public decimal Price { get; set; }
}

/// <summary>One day of the view <c>daily_sales</c>.</summary>
public class DailySales
{
    public DateOnly Day { get; set; }

    public long Orders { get; set; }

    public decimal Revenue { get; set; }
}

/// <summary>Who takes a parcel to the customer; an enum type of the database.</summary>
public enum Carrier
{
    Post,
    Courier,
    Pickup,
}
