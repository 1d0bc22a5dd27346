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
}
