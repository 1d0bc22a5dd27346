using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

/// <summary>Are the rows of a query fetched only so that each of them can be deleted or overwritten by its key?</summary>
internal static class LoadedToDelete
{
    public static DeletedEntities? At(IInvocationOperation call, PlatformModel platform)
    {
        if (platform.Find(call.TargetMethod, Role.RemovesEntities) is not { } member || call.ArgumentFor(member.Ordinal)?.Value is not { } removed)
        {
            return null;
        }

        var rows = member.Row.Parameter is "entities" ? removed : WholeOf(removed, call);
        return rows is not null && LoadedFor(rows, platform) is { } loaded ? new DeletedEntities(call, loaded) : null;
    }

    /// <summary>The rows that a loop walks over only to give each of them the same values, which are saved afterwards.</summary>
    public static LoadedEntities? At(IForEachLoopOperation loop, PlatformModel platform)
    {
        if (loop.Locals is not [var row]
            || IsInLoop(loop)
            || !Statements(loop.Body).All(statement => statement is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation assignment } && Overwrites(assignment, row))
            || !Statements(loop.Body).Any()
            || LoadedFor(loop.Collection, platform) is not { } loaded)
        {
            return null;
        }

        return loop.Parent is IBlockOperation block && block.Operations.SkipWhile(statement => statement != loop).Skip(1).SelectMany(statement => statement.DescendantsAndSelf())
            .Any(operation => operation is IInvocationOperation call && platform.Find(call.TargetMethod, Role.SendsChanges) is not null)
                ? loaded
                : null;
    }

    private static LoadedEntities? LoadedFor(IOperation rows, PlatformModel platform) =>
        platform.IsOnlyProvider
        && platform.MembersOf(row => row.Role is Role.SendsSetWrite).Any()
        && LoadedEntities.Of(rows, platform) is { Context: { } context } loaded
        && loaded.IsAskedOfTheDatabase
        && IsOnlyRemoved(rows)
        && !OwnSaves.HasAny(context, platform.Compilation)
            ? loaded
            : null;

    /// <summary>What a loop walks over that does nothing but remove its element.</summary>
    private static IOperation? WholeOf(IOperation element, IInvocationOperation call)
    {
        for (IOperation? outer = call.Parent; outer is IExpressionStatementOperation or IBlockOperation; outer = outer.Parent)
        {
            if (outer.Parent is IForEachLoopOperation loop && loop.Body == outer)
            {
                return !IsInLoop(loop) && Statements(loop.Body).Take(2).Count() == 1 && ValueFlows.RootOf(element) is { } removed && loop.Locals.Contains(removed, SymbolEqualityComparer.Default) ? loop.Collection : null;
            }
        }

        return null;
    }

    /// <summary>Inside of another loop it may be a page or a chunk, or the query is what is wrong.</summary>
    private static bool IsInLoop(IOperation loop)
    {
        for (var outer = loop.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<IOperation> Statements(IOperation body) => body is IBlockOperation block ? block.Operations : ImmutableArray.Create(body);

    /// <summary>A column gets a value that has nothing to do with the row; what a method or a new object gives may be another one each time.</summary>
    private static bool Overwrites(ISimpleAssignmentOperation assignment, ILocalSymbol row) =>
        assignment.Target is IPropertyReferenceOperation { Instance: ILocalReferenceOperation { Local: var owner }, Property: { SetMethod: { } setter } column }
        && SymbolEqualityComparer.Default.Equals(owner, row)
        && IsColumn(column.Type)
        && setter.DeclaringSyntaxReferences.All(reference => reference.GetSyntax() is AccessorDeclarationSyntax { Body: null, ExpressionBody: null })
        && assignment.Value.DescendantsAndSelf().All(part => part is not (IInvocationOperation or IObjectCreationOperation or IAwaitOperation)
            && !(part is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, row)));

    private static bool IsColumn(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_String || (type.IsValueType && !Sequences.IsCollection(type));

    private static bool IsOnlyRemoved(IOperation removed) =>
        removed.Unwrapped() is not ILocalReferenceOperation { Local: var local } reference
        || VariableUses.Of(reference).References(local).Count == 1;
}
