using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Where is this method called, or this type named, anywhere in the compilation? Asked only about the few that create a pool.</summary>
internal static class Callers
{
    /// <summary>How many places of one name are looked at.</summary>
    private const int Limit = 200;

    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ISymbol, IReadOnlyList<IOperation>?>> Cache = new();

    /// <summary>The calls of a method and the places where it is taken as a delegate; null where there are too many to look at.</summary>
    public static IReadOnlyList<IOperation>? Of(IMethodSymbol method, Compilation compilation) =>
        Cache.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default)).GetOrAdd(method.OriginalDefinition, symbol => Find((IMethodSymbol)symbol, compilation));

    /// <summary>The calls that a type's name is part of: as a type argument, a <c>typeof</c>, or a creation in a lambda.</summary>
    public static IEnumerable<IInvocationOperation> Naming(INamedTypeSymbol type, Compilation compilation) =>
        from name in Named(type.Name, compilation).Take(Limit)
        from call in name.Ancestors().OfType<InvocationExpressionSyntax>()
        let operation = SourceOperations.Operation(call, compilation) as IInvocationOperation
        where operation is not null
        select operation;

    private static List<IOperation>? Find(IMethodSymbol method, Compilation compilation)
    {
        var found = new List<IOperation>();
        var looked = 0;
        foreach (var name in Named(method.Name, compilation))
        {
            if (++looked > Limit)
            {
                return null;
            }

            // A name may be ambiguous where the code is being written; what it then means is left to the operation.
            if (SourceOperations.SymbolAt(name, compilation) is { } named && !SymbolEqualityComparer.Default.Equals(((named as IMethodSymbol)?.ReducedFrom ?? named).OriginalDefinition, method))
            {
                continue;
            }

            SyntaxNode expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            var use = expression.Parent is InvocationExpressionSyntax call && call.Expression == expression
                ? SourceOperations.Operation(call, compilation)
                : SourceOperations.Operation(expression, compilation);
            var target = use switch
            {
                IInvocationOperation invoked => invoked.TargetMethod,
                IMethodReferenceOperation reference => reference.Method,
                _ => null,
            };
            if (SymbolEqualityComparer.Default.Equals((target?.ReducedFrom ?? target)?.OriginalDefinition, method))
            {
                found.Add(use!);
            }
        }

        return found;
    }

    private static IEnumerable<SimpleNameSyntax> Named(string name, Compilation compilation) =>
        from tree in TreeWords.TreesWith(name, compilation)
        from node in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        where node.Identifier.ValueText == name
        select node;
}
