namespace PgAntiPatterns.Platform.AdoNet;

/// <summary>Where text comes from that somebody outside the program wrote, and how ADO.NET quotes names.</summary>
internal static class InputRows
{
    public static Library Framework { get; } = new(null,
    [
        new("System.Console", "ReadLine", Role.ReadsUserInput),
        new("System.Environment", "GetEnvironmentVariable", Role.ReadsConfiguration),
        new("System.Environment", "GetCommandLineArgs", Role.ReadsConfiguration),
        .. Library.Members("System.Data.Common.DbConnection", Role.ReadsConfiguration, null, "Database", "DataSource", "ConnectionString"),
        .. Library.Members("System.Convert", Role.QuotesIdentifier, null, "ToHexString", "ToBase64String"),
        new("System.Convert", "ToHexStringLower", Role.QuotesIdentifier, MovedBetweenVersions: true),
        new("System.Data.Common.DbCommandBuilder", "QuoteIdentifier", Role.QuotesIdentifier, "unquotedIdentifier"),
    ]);

    public static Library AspNetCore { get; } = new("Microsoft.AspNetCore.Http.Abstractions",
    [
        new("Microsoft.AspNetCore.Http.HttpRequest", "Query", Role.ReadsUserInput),
        new("Microsoft.AspNetCore.Http.HttpRequest", "Form", Role.ReadsUserInput),
        new("Microsoft.AspNetCore.Http.HttpRequest", "Headers", Role.ReadsUserInput),
        new("Microsoft.AspNetCore.Http.HttpRequest", "Cookies", Role.ReadsUserInput),
        new("Microsoft.AspNetCore.Http.HttpRequest", "RouteValues", Role.ReadsUserInput),
        new("Microsoft.AspNetCore.Http.HttpRequest", "QueryString", Role.ReadsUserInput),
        new("Microsoft.AspNetCore.Http.HttpRequest", "Path", Role.ReadsUserInput),
    ]);

    public static Library Routing { get; } = new("Microsoft.AspNetCore.Routing",
    [
        .. Library.Members("Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions", Role.HandsOnUserInput, "handler", "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "Map", "MapFallback"),
    ]);

    public static Library Mvc { get; } = new("Microsoft.AspNetCore.Mvc.Core",
    [
        .. Attributes("Microsoft.AspNetCore.Mvc.", "FromQueryAttribute", "FromBodyAttribute", "FromRouteAttribute", "FromFormAttribute", "FromHeaderAttribute"),
        .. Attributes("Microsoft.AspNetCore.Mvc.Routing.", "HttpMethodAttribute"),
        new("Microsoft.AspNetCore.Mvc.ControllerBase", ApiRow.Constructor, Role.HandsOnUserInput),
    ]);

    public static Library Pages { get; } = new("Microsoft.AspNetCore.Mvc.RazorPages",
    [
        new("Microsoft.AspNetCore.Mvc.RazorPages.PageModel", ApiRow.Constructor, Role.HandsOnUserInput),
    ]);

    public static Library Hubs { get; } = new("Microsoft.AspNetCore.SignalR.Core",
    [
        new("Microsoft.AspNetCore.SignalR.Hub", ApiRow.Constructor, Role.HandsOnUserInput),
    ]);

    public static Library Notifications { get; } = new(Libraries.Driver,
    [
        new("Npgsql.NpgsqlNotificationEventArgs", "Payload", Role.ReadsUserInput),
    ]);

    public static IEnumerable<Library> All { get; } = [Framework, AspNetCore, Routing, Mvc, Pages, Hubs, Notifications];

    private static IEnumerable<ApiRow> Attributes(string prefix, params string[] names) => names.Select(name => new ApiRow(prefix + name, ApiRow.Constructor, Role.ReadsUserInput));
}
