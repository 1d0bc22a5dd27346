using Shop.Data;

namespace Shop.Tenants;

/// <summary>What the admin types to add a tenant.</summary>
internal sealed record NewTenant(string Name, string Password);

/// <summary>The tenant administration's addresses.</summary>
internal static class TenantEndpoints
{
    public static void MapTenants(this IEndpointRouteBuilder app)
    {
        var tenants = app.MapGroup("/tenants");
        tenants.MapPost("/", (TenantAdmin admin, NewTenant tenant, CancellationToken ct) => admin.CreateAsync(tenant.Name, tenant.Password, ct));
        tenants.MapGet("/{tenant}/tables", (TenantAdmin admin, string tenant, string user, CancellationToken ct) => admin.TablesAsync(tenant, user, ct));
        tenants.MapGet("/{tenant}/count/{table}", (TenantAdmin admin, string tenant, string table, CancellationToken ct) => admin.CountAsync(tenant, table, ct));
        tenants.MapGet("/{tenant}/orders", (TenantAdmin admin, string tenant, CancellationToken ct) => admin.CountOrdersAsync(tenant, ct));
        tenants.MapPost("/probe", (TenantAdmin admin, TenantDatabase database, CancellationToken ct) => admin.ProbeAsync(database, ct));
        tenants.MapPost("/act-as/{user}", (TenantAdmin admin, string user, CancellationToken ct) => admin.ActAsAsync(user, ct));
        tenants.MapDelete("/{tenant}", (TenantAdmin admin, string tenant, string user, CancellationToken ct) => admin.RemoveAsync(tenant, user, ct));

        var audit = app.MapGroup("/audit");
        audit.MapGet("/{actor}", (AuditLog log, string actor, CancellationToken ct) => log.OfActorAsync(actor, DateTime.UtcNow.AddDays(-30), ct));
        audit.MapDelete("/{actor}", (AuditLog log, string actor, CancellationToken ct) => log.ForgetAsync(actor, ct));
    }
}
