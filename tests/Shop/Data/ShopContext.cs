using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Shop.Data;

/// <summary>The tables that orders are made of.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Product>().HasIndex(product => product.Sku).IsUnique();
        modelBuilder.UseSnakeCase();
    }
}

/// <summary>What the reports read; nothing is written through it.</summary>
public sealed class ReportContext(DbContextOptions<ReportContext> options) : DbContext(options)
{
    public DbSet<DailySales> DailySales => Set<DailySales>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DailySales>().HasNoKey().ToView("daily_sales");
        modelBuilder.UseSnakeCase();
    }
}

/// <summary>Names in the database are written in snake case.</summary>
internal static class SnakeCaseNames
{
    public static void UseSnakeCase(this ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table)
            {
                entity.SetTableName(JsonNamingPolicy.SnakeCaseLower.ConvertName(table));
            }

            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            }
        }
    }
}
