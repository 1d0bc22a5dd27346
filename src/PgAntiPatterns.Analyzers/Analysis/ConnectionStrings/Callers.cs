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

    private static readonly ConditionalWeakTable<Compilation, Lazy<Dictionary<string, List<SyntaxTree>>>> Names = new();

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
        from tree in Names.GetValue(compilation, static key => new(() => TreesByName(key))).Value.TryGetValue(name, out var trees) ? trees : []
        from node in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        where node.Identifier.ValueText == name
        select node;

    /// <summary>Which files name what: read once, so that many methods in many files are not each looked for in all of them.</summary>
    private static Dictionary<string, List<SyntaxTree>> TreesByName(Compilation compilation)
    {
        var trees = new Dictionary<string, List<SyntaxTree>>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var name in new HashSet<string>(tree.GetRoot().DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)))
            {
                if (!trees.TryGetValue(name, out var found))
                {
                    trees.Add(name, found = []);
                }

                found.Add(tree);
            }
        }

        return trees;
    }
}
