using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>Where a member is used inside the type that declares it; a private member is used nowhere else.</summary>
internal static class MemberUses
{
    /// <summary>How many places of one member are looked at.</summary>
    private const int Limit = 200;

    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ISymbol, IReadOnlyList<IOperation>?>> Cache = new();

    /// <summary>The references to a field or property, or the calls of a method and the places where it is taken as a delegate; null where there are too many to look at.</summary>
    public static IReadOnlyList<IOperation>? Of(ISymbol member, Compilation compilation) =>
        Cache.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default)).GetOrAdd(member, symbol => Find(symbol, compilation));

    /// <summary>The type or method outside of which nobody can name a member; null where others can.</summary>
    public static ISymbol? ScopeOf(ISymbol member)
    {
        for (var current = member; current is IMethodSymbol or IFieldSymbol or IPropertySymbol or INamedTypeSymbol; current = current.ContainingSymbol)
        {
            if (current is IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            {
                return current.ContainingSymbol;
            }

            if (current.DeclaredAccessibility is Accessibility.Private)
            {
                return current.ContainingType;
            }
        }

        return null;
    }

    /// <summary>True where nobody outside of this assembly can call a method.</summary>
    public static bool IsSeenHereOnly(IMethodSymbol method)
    {
        for (ISymbol? current = method; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is Accessibility.Internal or Accessibility.Private or Accessibility.ProtectedAndInternal)
            {
                return !method.ContainingAssembly.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "InternalsVisibleToAttribute")
                    && !method.IsOverride && !method.IsVirtual && !method.IsAbstract
                    && method.ExplicitInterfaceImplementations.IsEmpty
                    && !method.ContainingType.AllInterfaces.Any(contract => contract.GetMembers(method.Name).Any());
            }
        }

        return false;
    }

    private static List<IOperation>? Find(ISymbol member, Compilation compilation)
    {
        var found = new List<IOperation>();
        var names = ScopeOf(member) is { } scope
            ? scope.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax().DescendantNodes()).OfType<SimpleNameSyntax>()
            : member is IMethodSymbol ? CalledNames.Of(member.Name, compilation) : [];
        foreach (var name in names)
        {
            if (name.Identifier.ValueText != member.Name || UseOf(name, compilation) is not { } use || !Means(use, member))
            {
                continue;
            }

            if (found.Count == Limit)
            {
                return null;
            }

            found.Add(use);
        }

        return found;
    }

    private static IOperation? UseOf(SimpleNameSyntax name, Compilation compilation)
    {
        SyntaxNode expression = name;
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            expression = access;
        }

        return expression.Parent is InvocationExpressionSyntax call && call.Expression == expression
            ? SourceOperations.Operation(call, compilation)
            : SourceOperations.Operation(expression, compilation);
    }

    private static bool Means(IOperation use, ISymbol member)
    {
        var symbol = use switch
        {
            Microsoft.CodeAnalysis.Operations.IMemberReferenceOperation reference => reference.Member,
            Microsoft.CodeAnalysis.Operations.IInvocationOperation call => call.TargetMethod,
            _ => null,
        };
        return SymbolEqualityComparer.Default.Equals(symbol?.OriginalDefinition, member.OriginalDefinition);
    }
}
