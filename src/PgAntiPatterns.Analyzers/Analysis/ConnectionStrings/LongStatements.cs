using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Does a body run a statement that may take as long as it takes: an index, a migration, a copy, a wait for a notification?</summary>
internal static class LongStatements
{
    private static readonly string[] Beginnings = ["copy", "create index", "create unique index", "create database", "create table", "create materialized", "alter table", "alter index", "reindex", "vacuum", "analyze", "cluster", "refresh materialized", "listen", "drop index", "create schema", "do $", "call"];

    private static readonly string[] Names = ["Migrat", "Backup", "Restore", "Vacuum", "Reindex", "Maintenance", "Seed", "Listen", "Upgrade", "Install", "Schema", "Archive", "Cleanup", "Notification", "Replication"];

    /// <summary>True where a body runs such a statement, or is named after such work.</summary>
    public static bool AreIn(IOperation operation, PlatformModel platform)
    {
        var root = operation.Root();
        return IsNamedSo(root)
            || BodyStatements.In(root, platform).Any(sql => Beginnings.Any(beginning => string.Join(" ", sql.Split((char[]?)null, 5, StringSplitOptions.RemoveEmptyEntries).Take(4)).StartsWith(beginning, StringComparison.OrdinalIgnoreCase)))
            || root.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call => platform.Find(call.TargetMethod, role => role is Role.ChangesSchema or Role.TakesCopySql) is not null);
    }

    private static bool IsNamedSo(IOperation root)
    {
        var method = SourceOperations.DeclaredAt(root);
        return method is not null && Names.Any(name => method.Name.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0 || method.ContainingType.Name.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
