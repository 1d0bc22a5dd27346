using System.Data;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Shop.Data;

/// <summary>Registers the pools and contexts that the rest of the service asks for.</summary>
internal static class ShopData
{
    public static IServiceCollection AddShopData(this IServiceCollection services, IConfiguration configuration)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;

        var shop = configuration.GetConnectionString("Shop")!;
        var reports = configuration.GetConnectionString("Reports")!;

        services.AddNpgsqlDataSource(shop);
        services.AddKeyedSingleton("replica", (_, _) => NpgsqlDataSource.Create(configuration.GetConnectionString("Replica")!));
        services.AddKeyedSingleton("import", (_, _) => NpgsqlDataSource.Create(configuration.GetConnectionString("Import")!));
        services.AddKeyedSingleton("shipping", (_, _) => CreateShippingDataSource(configuration.GetConnectionString("Shipping")!));

        services.AddDbContextFactory<ShopContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .UseLazyLoadingProxies());

        services.AddDbContext<ReportContext>(options => options
            .UseNpgsql(new NpgsqlDataSourceBuilder(reports).Build())
            .EnableSensitiveDataLogging());

        services.AddSingleton<IDbConnection>(_ => new NpgsqlConnection(shop));

        return services;
    }

    private static NpgsqlDataSource CreateShippingDataSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "shipping" };
        var dataSource = builder.Build();
        builder.MapEnum<Carrier>();
        return dataSource;
    }
}
