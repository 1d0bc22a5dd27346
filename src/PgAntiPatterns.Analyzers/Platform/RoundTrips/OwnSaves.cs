using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Platform.RoundTrips;

/// <summary>Does a context do more when it saves than write the rows: keep deleted rows, write a history, tell others?</summary>
internal static class OwnSaves
{
    private static readonly string[] Watchers = ["AddInterceptors", "SaveChangesInterceptor", "SavingChanges", "SavedChanges", "DbCommandInterceptor"];

    private static readonly ConditionalWeakTable<Compilation, Lazy<bool>> Watched = new();

    /// <summary>True where the context has a save of its own or configures itself, or where the compilation watches saves anywhere.</summary>
    public static bool HasAny(ITypeSymbol context, Compilation compilation)
    {
        for (var type = context; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().OfType<IMethodSymbol>().Any(method => method.IsOverride && method.Name is "SaveChanges" or "SaveChangesAsync" or "OnConfiguring"))
            {
                return true;
            }
        }

        return Watched.GetValue(compilation, key => new Lazy<bool>(() => key.SyntaxTrees.Any(IsWatching))).Value;
    }

    private static bool IsWatching(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        return Watchers.Any(word => text.Contains(word));
    }
}
