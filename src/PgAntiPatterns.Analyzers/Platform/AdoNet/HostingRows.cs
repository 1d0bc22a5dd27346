namespace PgAntiPatterns.Platform.AdoNet;

/// <summary>How often .NET's hosts, containers, caches and web framework run what they are given.</summary>
internal static class HostingRows
{
    private const string Services = "Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions";
    private const string TryServices = "Microsoft.Extensions.DependencyInjection.Extensions.ServiceCollectionDescriptorExtensions";
    private const string Descriptor = "Microsoft.Extensions.DependencyInjection.ServiceDescriptor";
    private const string Endpoints = "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions";

    public static Library Framework { get; } = new(null,
    [
        new("System.Lazy`1", ApiRow.Constructor, Role.RunsOnce, "valueFactory"),
        .. Library.Members("System.Threading.LazyInitializer", Role.RunsOnce, "valueFactory", "EnsureInitialized"),
        .. Library.Members("System.Collections.Concurrent.ConcurrentDictionary`2", Role.RunsOncePerKey, "valueFactory", "GetOrAdd"),
        .. Library.Members("System.Collections.Concurrent.ConcurrentDictionary`2", Role.RunsOncePerKey, "addValueFactory", "AddOrUpdate"),
        new("System.Threading.Timer", ApiRow.Constructor, Role.RunsPerCall, "callback"),
        .. Library.Members("System.Guid", Role.VariesPerCall, null, "NewGuid", "CreateVersion7"),
        .. Library.Members("System.Random", Role.VariesPerCall, null, "Next", "NextInt64"),
        .. Library.Members("System.Environment", Role.VariesPerCall, null, "TickCount", "TickCount64", "CurrentManagedThreadId"),
        .. Library.Members("System.Diagnostics.Activity", Role.VariesPerCall, null, "Current", "Id", "TraceId"),
        new("System.IO.Path", "GetRandomFileName", Role.VariesPerCall),
        .. Library.Members("System.DateTime", Role.VariesPerCall, null, "Now", "UtcNow"),
        .. Library.Members("System.DateTimeOffset", Role.VariesPerCall, null, "Now", "UtcNow"),
        new("System.IDisposable", "Dispose", Role.IsCalledAtEnd),
        new("System.IAsyncDisposable", "DisposeAsync", Role.IsCalledAtEnd),
    ]);

    public static Library Configuration { get; } = new("Microsoft.Extensions.Configuration.Abstractions",
    [
        new("Microsoft.Extensions.Configuration.ConfigurationExtensions", "GetConnectionString", Role.ReadsConnectionString, "name"),
        new("Microsoft.Extensions.Configuration.IConfiguration", ApiRow.Indexer, Role.ReadsConfigurationPath, "key"),
    ]);

    public static Library Binder { get; } = new("Microsoft.Extensions.Configuration.Binder",
    [
        new("Microsoft.Extensions.Configuration.ConfigurationBinder", "GetValue", Role.ReadsConfigurationPath, "key"),
    ]);

    public static Library Container { get; } = new("Microsoft.Extensions.DependencyInjection.Abstractions",
    [
        .. Library.Members(Services, Role.RunsOnce, null, "AddSingleton"),
        .. Library.Members(Services, Role.RunsPerScope, null, "AddScoped", "AddTransient"),
        .. Library.Members(Services, Role.RunsOnce, null, "AddKeyedSingleton"),
        .. Library.Members(Services, Role.RunsPerScope, null, "AddKeyedScoped", "AddKeyedTransient"),
        .. Library.Members(TryServices, Role.RunsOnce, null, "TryAddSingleton", "TryAddKeyedSingleton"),
        .. Library.Members(TryServices, Role.RunsPerScope, null, "TryAddScoped", "TryAddTransient", "TryAddKeyedScoped", "TryAddKeyedTransient"),
        .. Library.Members(Descriptor, Role.RunsOnce, null, "Singleton", "KeyedSingleton"),
        .. Library.Members(Descriptor, Role.RunsPerScope, null, "Scoped", "Transient", "KeyedScoped", "KeyedTransient"),
        new(Descriptor, ApiRow.Constructor, Role.RunsPerScope, "factory", "lifetime"),
        new(Descriptor, "Describe", Role.RunsPerScope, "implementationFactory", "lifetime"),
    ]);

    public static Library Hosting { get; } = new("Microsoft.Extensions.Hosting.Abstractions",
    [
        .. Library.Members("Microsoft.Extensions.Hosting.HostEnvironmentEnvExtensions", Role.ChecksForDevelopment, null, "IsDevelopment", "IsEnvironment", "IsProduction", "IsStaging"),
        new("Microsoft.Extensions.DependencyInjection.ServiceCollectionHostedServiceExtensions", "AddHostedService", Role.RunsOnce),
        new("Microsoft.Extensions.Hosting.IHostedService", "StartAsync", Role.IsCalledAtStart),
        new("Microsoft.Extensions.Hosting.IHostedService", "StopAsync", Role.IsCalledAtEnd),
        new("Microsoft.Extensions.Hosting.BackgroundService", "ExecuteAsync", Role.IsCalledAtStart),
    ]);

    public static Library HealthChecks { get; } = new("Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions",
    [
        new("Microsoft.Extensions.Diagnostics.HealthChecks.IHealthCheck", "CheckHealthAsync", Role.IsCalledPerCall),
    ]);

    public static Library HealthCheckRegistrations { get; } = new("Microsoft.Extensions.Diagnostics.HealthChecks",
    [
        .. Library.Members("Microsoft.Extensions.DependencyInjection.HealthChecksBuilderDelegateExtensions", Role.RunsPerCall, "check", "AddCheck", "AddAsyncCheck"),
    ]);

    public static Library Caches { get; } = new("Microsoft.Extensions.Caching.Abstractions",
    [
        .. Library.Members("Microsoft.Extensions.Caching.Memory.CacheExtensions", Role.RunsOncePerKey, "factory", "GetOrCreate", "GetOrCreateAsync"),
        .. Library.Members("Microsoft.Extensions.Caching.Memory.CacheExtensions", Role.RunsOncePerKey, "value", "Set"),
    ]);

    public static Library Routing { get; } = new("Microsoft.AspNetCore.Routing",
    [
        .. Library.Members(Endpoints, Role.RunsPerCall, "handler", "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "Map", "MapFallback"),
        .. Library.Members(Endpoints, Role.RunsPerCall, "requestDelegate", "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "Map"),
    ]);

    public static Library Pipeline { get; } = new("Microsoft.AspNetCore.Http.Abstractions",
    [
        .. Library.Members("Microsoft.AspNetCore.Http.HttpContext", Role.VariesPerCall, null, "TraceIdentifier", "User", "Request", "Items", "Session", "Connection"),
        new("Microsoft.AspNetCore.Http.IHttpContextAccessor", "HttpContext", Role.VariesPerCall),
        new("Microsoft.AspNetCore.Builder.UseExtensions", "Use", Role.RunsPerCall, "middleware"),
        new("Microsoft.AspNetCore.Builder.RunExtensions", "Run", Role.RunsPerCall, "handler"),
        new("Microsoft.AspNetCore.Http.IMiddleware", "InvokeAsync", Role.IsCalledPerCall),
    ]);

    public static Library Mvc { get; } = new("Microsoft.AspNetCore.Mvc.Core",
    [
        .. Library.Members("Microsoft.AspNetCore.Mvc.ControllerBase", Role.VariesPerCall, null, "User", "Request", "HttpContext"),
        new("Microsoft.AspNetCore.Mvc.ControllerBase", ApiRow.Constructor, Role.IsCreatedPerCall),
    ]);

    public static Library Pages { get; } = new("Microsoft.AspNetCore.Mvc.RazorPages",
    [
        new("Microsoft.AspNetCore.Mvc.RazorPages.PageModel", ApiRow.Constructor, Role.IsCreatedPerCall),
    ]);

    public static Library Views { get; } = new("Microsoft.AspNetCore.Mvc.ViewFeatures",
    [
        new("Microsoft.AspNetCore.Mvc.ViewComponent", ApiRow.Constructor, Role.IsCreatedPerCall),
    ]);

    public static Library Components { get; } = new("Microsoft.AspNetCore.Components",
    [
        new("Microsoft.AspNetCore.Components.ComponentBase", ApiRow.Constructor, Role.IsCreatedPerCall),
    ]);

    public static Library Hubs { get; } = new("Microsoft.AspNetCore.SignalR.Core",
    [
        new("Microsoft.AspNetCore.SignalR.Hub", ApiRow.Constructor, Role.IsCreatedPerCall),
    ]);

    public static IEnumerable<Library> All { get; } = [Framework, Configuration, Binder, Container, Hosting, HealthChecks, HealthCheckRegistrations, Caches, Routing, Pipeline, Mvc, Pages, Views, Components, Hubs];
}
