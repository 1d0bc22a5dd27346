using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Entities that are loaded for nothing but to be deleted.</summary>
/// <param name="Call">The call that marks them for deletion.</param>
/// <param name="Loaded">What was loaded.</param>
internal sealed record DeletedEntities(IInvocationOperation Call, LoadedEntities Loaded);

/// <summary>Are the rows of a query fetched only so that each of them can be deleted by its key?</summary>
internal static class LoadedToDelete
{
    public static DeletedEntities? At(IInvocationOperation call, PlatformModel platform)
    {
        if (platform.Find(call.TargetMethod, Role.RemovesEntities) is not { Row.Parameter: "entities" } member
            || call.ArgumentFor(member.Ordinal)?.Value is not { } removed
            || !platform.MembersOf(row => row.Role is Role.SendsSetWrite).Any()
            || LoadedEntities.Of(removed, platform) is not { Context: { } context } loaded
            || !platform.IsOnlyProvider
            || HasOwnSave(context)
            || !IsOnlyRemoved(removed))
        {
            return null;
        }

        return new DeletedEntities(call, loaded);
    }

    /// <summary>A context with a save of its own may keep deleted rows, write a history, or tell others.</summary>
    private static bool HasOwnSave(ITypeSymbol context)
    {
        for (var type = context; type is not null && SessionTypes.IsContext(type); type = type.BaseType)
        {
            if (type.DeclaringSyntaxReferences.Length > 0 && type.GetMembers().OfType<IMethodSymbol>().Any(method => method.IsOverride && method.Name is "SaveChanges" or "SaveChangesAsync" or "OnConfiguring"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOnlyRemoved(IOperation removed) =>
        removed.Unwrapped() is not ILocalReferenceOperation { Local: var local } reference
        || VariableUses.Of(reference).References(local).Count == 1;
}
