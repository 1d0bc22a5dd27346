using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Is a connection opened for one statement that wants a connection of its own: a whole database created or dropped, a channel listened to?</summary>
internal static class OneShotConnections
{
    private static readonly string[] Statements = ["create database", "drop database", "alter database", "listen"];

    /// <summary>True where the same body executes such a statement.</summary>
    public static bool IsIn(IOperation operation, PlatformModel platform) =>
        operation.Root().DescendantsAndSelf().Any(candidate => TextOf(candidate, platform)?.ConstantValue is { HasValue: true, Value: string sql } && IsOneShot(sql));

    private static IOperation? TextOf(IOperation operation, PlatformModel platform) => operation switch
    {
        IInvocationOperation call when platform.Find(call.TargetMethod, Role.TakesSql) is { } member => call.ArgumentFor(member.Ordinal)?.Value,
        IObjectCreationOperation { Constructor: { } constructor } creation when platform.Find(constructor, Role.TakesSql) is { } member => creation.ArgumentFor(member.Ordinal)?.Value,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment when platform.Find(property, Role.TakesSql) is not null => assignment.Value,
        _ => null,
    };

    private static bool IsOneShot(string sql)
    {
        var words = string.Join(" ", sql.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries).Take(2));
        return Statements.Any(statement => words.StartsWith(statement, StringComparison.OrdinalIgnoreCase));
    }
}
