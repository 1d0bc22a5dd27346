using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Which methods of this compilation can a call reach?</summary>
internal sealed class Targets
{
    /// <summary>A member with more implementations says nothing.</summary>
    private const int MaxImplementations = 8;

    private static readonly ConditionalWeakTable<Compilation, Targets> Cache = new();

    private readonly Compilation _compilation;
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> _types;
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> _implementations = new(SymbolEqualityComparer.Default);

    private Targets(Compilation compilation)
    {
        _compilation = compilation;
        _types = new(() => TypesOf(compilation));
    }

    /// <summary>The methods that a call can run; none where nobody implements the member, null where it leaves the compilation or has too many.</summary>
    public static ImmutableArray<IMethodSymbol>? Of(IInvocationOperation call, PlatformModel platform) => Of(call.TargetMethod, call.IsVirtual, platform);

    /// <summary>The methods that a member can mean.</summary>
    public static ImmutableArray<IMethodSymbol>? Of(IMethodSymbol method, bool isVirtual, PlatformModel platform)
    {
        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, platform.Compilation.Assembly))
        {
            return null;
        }

        var definition = method.OriginalDefinition;
        if (!isVirtual || definition.ContainingType is { IsSealed: true } or null || !(definition.IsAbstract || definition.IsVirtual || definition.IsOverride))
        {
            return ImmutableArray.Create(definition);
        }

        var found = Cache.GetValue(platform.Compilation, static compilation => new Targets(compilation)).Implementations(definition);
        return found.Length > MaxImplementations ? null : found;
    }

    /// <summary>The methods of this compilation that implement an interface's member, wherever that is declared.</summary>
    public static ImmutableArray<IMethodSymbol> Implementing(IMethodSymbol member, PlatformModel platform) =>
        Cache.GetValue(platform.Compilation, static compilation => new Targets(compilation)).Implementations(member.OriginalDefinition);

    /// <summary>The classes and structs that a compilation declares.</summary>
    public static ImmutableArray<INamedTypeSymbol> TypesIn(Compilation compilation) => Cache.GetValue(compilation, static key => new Targets(key))._types.Value;

    private ImmutableArray<IMethodSymbol> Implementations(IMethodSymbol method) => _implementations.GetOrAdd(method, Find);

    private ImmutableArray<IMethodSymbol> Find(IMethodSymbol method)
    {
        var found = ImmutableArray.CreateBuilder<IMethodSymbol>();
        if (!method.IsAbstract)
        {
            found.Add(method);
        }

        foreach (var type in DerivedTypes.Of(method.ContainingType, _compilation))
        {
            var implementation = method.ContainingType.TypeKind is TypeKind.Interface ? Implementing(type, method) : Overriding(type, method);
            if (implementation is not null && !found.Contains(implementation, SymbolEqualityComparer.Default))
            {
                found.Add(implementation);
                if (found.Count > MaxImplementations)
                {
                    break;
                }
            }
        }

        return found.ToImmutable();
    }

    private static IMethodSymbol? Implementing(INamedTypeSymbol type, IMethodSymbol method)
    {
        foreach (var candidate in type.AllInterfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, method.ContainingType.OriginalDefinition))
            {
                var member = candidate.GetMembers(method.Name).FirstOrDefault(other => SymbolEqualityComparer.Default.Equals(other.OriginalDefinition, method));
                return member is null ? null : type.FindImplementationForInterfaceMember(member) is IMethodSymbol implementation ? implementation.OriginalDefinition : null;
            }
        }

        return null;
    }

    private static IMethodSymbol? Overriding(INamedTypeSymbol type, IMethodSymbol method)
    {
        foreach (var member in type.GetMembers(method.Name).OfType<IMethodSymbol>())
        {
            for (var overridden = member.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            {
                if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method))
                {
                    return member.IsAbstract ? null : member.OriginalDefinition;
                }
            }
        }

        return null;
    }

    private static ImmutableArray<INamedTypeSymbol> TypesOf(Compilation compilation)
    {
        var types = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(compilation.Assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            foreach (var member in pending.Pop().GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner)
                {
                    pending.Push(inner);
                    if (inner is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsStatic: false } type)
                    {
                        types.Add(type);
                    }
                }
            }
        }

        return types.ToImmutable();
    }
}
