using Microsoft.CodeAnalysis;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Is a connection opened for one statement that wants a connection of its own: a whole database created or dropped, a channel listened to?</summary>
internal static class OneShotConnections
{
    private static readonly string[] Statements = ["create database", "drop database", "alter database", "listen"];

    /// <summary>True where the same body executes such a statement.</summary>
    public static bool IsIn(IOperation operation, PlatformModel platform) => BodyStatements.Around(operation, platform).Any(IsOneShot);

    private static bool IsOneShot(string sql)
    {
        var words = string.Join(" ", sql.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries).Take(2));
        return Statements.Any(statement => words.StartsWith(statement, StringComparison.OrdinalIgnoreCase));
    }
}
