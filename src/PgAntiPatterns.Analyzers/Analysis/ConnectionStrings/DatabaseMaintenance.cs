using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Does the database itself come and go around this operation, so that its connections have to go as well?</summary>
internal static class DatabaseMaintenance
{
    private static readonly string[] Statements = ["create database", "drop database", "alter database", "pg_terminate_backend", "create type", "create extension", "drop type", "drop schema", "create schema", "pg_restore", "alter role", "alter user"];

    private static readonly string[] Names = ["Drop", "Restore", "Recreate", "TearDown", "Failover", "Switchover", "Rotat", "Credential", "Shutdown", "Stopp", "StopAsync", "Dispose", "Migrat", "Provision", "Template", "Detach"];

    /// <summary>Words that say so only next to one of those that name a database.</summary>
    private static readonly string[] Changes = ["Delete", "Reset", "Clean", "Close", "Rename", "Clone", "Password", "Remove", "Copy"];

    private static readonly string[] Databases = ["Database", "Db", "Schema", "Tenant", "Pool", "Connection"];

    /// <summary>True where a body creates, drops or replaces a database, or is named after that.</summary>
    public static bool IsAround(IOperation operation, PlatformModel platform)
    {
        var root = operation.Root();
        return SourceOperations.DeclaredAt(root) is { } member && (IsNamedSo(member.Name) || IsNamedSo(member.ContainingType?.Name ?? ""))
            || BodyStatements.In(root, platform).Any(sql => Statements.Any(statement => sql.IndexOf(statement, StringComparison.OrdinalIgnoreCase) >= 0))
            || root.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call => platform.Find(call.TargetMethod, Role.ChangesSchema) is not null);
    }

    private static bool IsNamedSo(string name) => Has(name, Names) || (Has(name, Changes) && Has(name, Databases));

    private static bool Has(string name, string[] words) => words.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
